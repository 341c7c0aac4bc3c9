import { number } from '../../lib/format.ts'

type Item = {
  id: string
  title: string
  detail: string
  count: number | null
  link: string
  tone: 'calm' | 'warn' | 'late'
}
const SHAPES = { calm: '○', warn: '▲', late: '■' } as const

/** Things to look at: shape and colour say how pressing, the link leads to the work. */
export function Items({ items, emptyWords }: { items: readonly Item[]; emptyWords: string }) {
  if (items.length === 0) return <p className="quiet">{emptyWords}</p>
  return (
    <ul className="items">
      {items.map((item) => (
        <li key={item.id} className={item.tone}>
          <span className="mark" aria-hidden>
            {SHAPES[item.tone]}
          </span>
          <a href={item.link}>{item.title}</a>
          <span className="num">{item.count === null ? '' : number(item.count)}</span>
          <span className="detail">{item.detail}</span>
        </li>
      ))}
    </ul>
  )
}
