import type { ReactNode } from 'react'
import type { MarksRead } from '#contract/exam-marks.ts'
import { t } from '../../lib/t.ts'
import { TickField } from '../../ui/field.tsx'
import { Notice } from '../../ui/states.tsx'
import { resultWords } from './candidates.tsx'
import { RefusedLines } from './refused-lines.tsx'

const NAMED = 20

type Props = { seen: MarksRead; strange: boolean; onStrange: (keep: boolean) => void }

/** What a file of marks says, before anything of it is written: what would be new, changed, nobody's, left out. */
export function MarksPreview({ seen, strange, onStrange }: Props) {
  const { fresh, same, absent, changed, refused, empty, missing } = seen
  return (
    <section className="marks-preview" aria-label={t('核对结果')}>
      <p>
        {where(seen)}
        {t('认到的列：{heads}。', { heads: seen.heads.join('、') })}
      </p>
      {seen.others.length > 0 && (
        <Notice tone="warn">
          {t('工作表{names}里也有成绩，没有读取；请各存成一个文件分别上传。', {
            names: seen.others.map((one) => `“${one}”`).join(''),
          })}
        </Notice>
      )}
      <Notice tone={refused.length + seen.strange.length === 0 ? 'good' : 'warn'}>
        {t('新录入 {fresh} 条，更正 {changed} 条，与已录入的相同 {same} 条；', {
          fresh,
          changed: changed.length,
          same,
        })}
        {t('其中缺考 {absent} 人；', { absent })}
        {t('对不上考生 {strange} 行，有错 {refused} 行，没有填成绩 {empty} 行。', {
          strange: seen.strange.length,
          refused: refused.length,
          empty,
        })}
        {missing.length > 0 && t('录入后还有 {n} 名考生没有成绩', { n: missing.length })}
        {missing.length > 0 && named(missing.map(({ name }) => name))}
      </Notice>
      {fresh + same + changed.length === 0 && seen.strange.length > 0 && (
        <Notice tone="late">{t('没有一行对得上这场考试的考生，请看看是不是选错了文件。')}</Notice>
      )}
      <Part title={t('更正的成绩')} count={changed.length}>
        {changed.map(({ line, number, name, before, after }) => (
          <li key={line}>
            {t('第 {line} 行：{number} {name}，{before}改为{after}', {
              line,
              number,
              name,
              before: resultWords(before),
              after: resultWords(after),
            })}
          </li>
        ))}
      </Part>
      <Part title={t('对不上考生的行')} count={seen.strange.length}>
        {seen.strange.map(({ line, number, name, namesake }) => (
          <li key={line}>
            {t('第 {line} 行：{number} {name}，名单里没有这个编号', { line, number, name })}
            {namesake !== null && t('；同名的考生是 {number}', { number: namesake })}
          </li>
        ))}
      </Part>
      {seen.strange.length > 0 && (
        <TickField label={t('也记下对不上考生的成绩，办结前逐条核销')} checked={strange} onTick={onStrange} />
      )}
      <Part title={t('有错的行，不录入')} count={refused.length}>
        <RefusedLines lines={refused} />
      </Part>
    </section>
  )
}

function where({ sheet, headRow }: MarksRead): string {
  return sheet === null
    ? t('表头在第 {row} 行。', { row: headRow })
    : t('读的是工作表“{sheet}”，表头在第 {row} 行。', { sheet, row: headRow })
}

function named(names: readonly string[]): string {
  const words = names.slice(0, NAMED).join('、')
  return names.length > NAMED ? t('：{names}等', { names: words }) : t('：{names}', { names: words })
}

function Part({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null
  return (
    <details open={count <= NAMED}>
      <summary>{t('{title}（{n}）', { title, n: count })}</summary>
      <ul>{children}</ul>
    </details>
  )
}
