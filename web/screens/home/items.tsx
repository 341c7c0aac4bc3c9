import type { HomeItem } from '#contract/statistics.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'

const SHAPES = { calm: '○', warn: '▲', late: '■' } as const

/** Things to look at: shape and colour say how pressing, the link leads to the work. */
export function Items({ items, emptyWords }: { items: readonly HomeItem[]; emptyWords: string }) {
  if (items.length === 0) return <p className="quiet">{emptyWords}</p>
  return (
    <ul className="items">
      {items.map((item) => (
        <li key={item.id} className={item.tone}>
          <span className="mark" aria-hidden>
            {SHAPES[item.tone]}
          </span>
          <a href={item.link}>{t(item.title)}</a>
          <span className="num">{item.count === null ? '' : number(item.count)}</span>
          <div className="detail">
            {t(item.detail)}
            <Records records={item.records} />
          </div>
        </li>
      ))}
    </ul>
  )
}

/** The most pressing records, folded away; one alone is where the title leads. */
function Records({ records }: { records: HomeItem['records'] }) {
  if (records.length < 2) return null
  return (
    <details>
      <summary>{t('看最紧的 {n} 条', { n: records.length })}</summary>
      <ul>
        {records.map((record, i) => (
          <li key={`${record.link}-${i}`} className="record">
            <a href={record.link}>{record.title}</a>
          </li>
        ))}
      </ul>
    </details>
  )
}
