/** @jsxImportSource ../dom */
import { t } from '../../lib/t.ts'
import type { Standing } from '../lib/shapes.ts'

/** A number of credits without noughts that say nothing: 12, 4.5, 0.25. */
export function amountWords(amount: number): string {
  return String(Math.round(amount * 100) / 100)
}

const sum = (numbers: number[]): number => numbers.reduce((total, next) => total + next, 0)

/** The year in one sentence: 已达标 …, or 还差 … */
export function standingWords(standing: Standing): string {
  if (standing.because !== null) return standing.because
  const values = {
    have: amountWords(standing.total),
    need: amountWords(sum(standing.categories.map((category) => category.need))),
    gap: amountWords(sum(standing.categories.map((category) => category.gap))),
  }
  if (standing.meets) return t('已达标：共 {have} 学分，要求 {need}。', values)
  return t('尚未达标：共 {have} 学分，要求 {need}，还差 {gap}。', values)
}

/** Have and need of one category: as a bar, in numbers and in words. */
export function CategoryBar(props: { of: Standing['categories'][number] }): Node {
  const { category, have, need, gap } = props.of
  const share = need === 0 ? 1 : Math.min(1, have / need)
  return (
    <li class={gap > 0 ? 'category short' : 'category'}>
      <div class="row">
        <strong>{category}</strong>
        <span>
          <b>{amountWords(have)}</b> / {amountWords(need)}
        </span>
      </div>
      <div class="bar" aria-hidden="true">
        <i style={`width:${share * 100}%`} />
      </div>
      <p>{gap > 0 ? t('还差 {gap} 学分', { gap: amountWords(gap) }) : t('已满足')}</p>
    </li>
  )
}
