import { number } from '../lib/format.ts'

export type Bar = {
  key: string
  label: string
  value: number
  href?: string | undefined
  note?: string | undefined
  before?: number | undefined
}

type Props = { label: string; bars: readonly Bar[]; unit: string; beforeWord?: string; sorted?: boolean }

/**
 * Sorted bars with their numbers beside them, from zero and on one scale.
 * A table underneath, so that it reads aloud, prints and opens as one.
 */
export function Bars({ label, bars, unit, beforeWord, sorted = true }: Props) {
  const rows = sorted ? bars.toSorted((a, b) => b.value - a.value) : bars
  const most = Math.max(1, ...rows.map((bar) => Math.max(bar.value, bar.before ?? 0)))
  return (
    <table className="bars" aria-label={`${label}（${unit}）`}>
      <tbody>
        {rows.map((bar) => (
          <tr key={bar.key}>
            <th scope="row">{bar.label}</th>
            <td className="bar-cell">
              <span className="bar" style={{ width: `${(bar.value / most) * 100}%` }} aria-hidden />
              {bar.before !== undefined && (
                <span className="bar before" style={{ width: `${(bar.before / most) * 100}%` }} aria-hidden />
              )}
            </td>
            <td className="bar-number">
              {bar.href === undefined ? number(bar.value) : <a href={bar.href}>{number(bar.value)}</a>}
              {bar.before !== undefined && beforeWord !== undefined && (
                <span className="bar-before">
                  {beforeWord} {number(bar.before)}
                </span>
              )}
              {bar.note !== undefined && <span className="bar-before">{bar.note}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
