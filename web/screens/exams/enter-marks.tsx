import { useState } from 'react'
import { enterMarks } from '#contract/exam.ts'
import type { Exam } from '#contract/exam.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { LinesField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import type { At } from './add-room.tsx'

/** Takes marks from a spreadsheet by pasting them; lines that do not fit stay to be mended, each with why. */
export function EnterMarks({ at, exam, onClose }: { at: At; exam: Exam; onClose: () => void }) {
  const [key, setKey] = useState(() => crypto.randomUUID())
  const [text, setText] = useState(() => listOf(exam))
  const change = useChange(enterMarks)
  const save = () =>
    change.mutate(
      { params: at, body: { key, text } },
      {
        onSuccess: ({ refused }) => {
          setKey(crypto.randomUUID())
          setText(refused.map((one) => one.text).join('\n'))
        },
      },
    )
  const results = exam.passMark === null ? t('合格、不合格、空白或缺考') : t('0 至 100 的分数、空白或缺考')
  return (
    <FormPanel
      title={t('录入成绩：{exam}', { exam: t(exam.title) })}
      onClose={onClose}
      word={t('录入')}
      busy={change.isPending}
      whyNot={text.trim() === '' ? t('请粘贴成绩') : undefined}
      onSave={save}
    >
      {change.data !== undefined && (
        <Notice tone={change.data.refused.length === 0 ? 'good' : 'warn'}>
          {t('录入 {taken} 条', { taken: change.data.taken })}
          {change.data.strange > 0 && t('，其中 {n} 条对不上考生', { n: change.data.strange })}
          {change.data.refused.length > 0 && (
            <>
              {t('；下面 {n} 行没有录入，请改正后再录：', { n: change.data.refused.length })}
              <ul>
                {change.data.refused.map(({ line, because }) => (
                  <li key={line}>{t('第 {line} 行：{because}', { line, because: t(because) })}</li>
                ))}
              </ul>
            </>
          )}
        </Notice>
      )}
      <LinesField
        label={t('成绩单')}
        hint={t('从表格复制后粘贴，每行：受理编号、姓名、成绩（{results}）', { results })}
        value={text}
        onText={setText}
        rows={18}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

/** Those without a mark, so that only the mark is left to be typed. */
function listOf({ candidates }: Exam): string {
  return candidates
    .filter(({ outcome }) => outcome === null)
    .map(({ number, name }) => `${number}\t${name}\t`)
    .join('\n')
}
