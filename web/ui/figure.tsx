import { Tooltip } from 'antd'
import { number } from '../lib/format.ts'

type Props = {
  title: string
  value: number
  unit: string
  /** Where its records are. */
  href?: string | undefined
  /** The sentence that defines it, on hover and focus. */
  about?: string | undefined
  /** How it changed. */
  note?: string | undefined
}

/** One number with its name and unit; it opens to its records. */
export function Figure({ title, value, unit, href, about, note }: Props) {
  const shown = (
    <>
      <span className="figure-value">{number(value)}</span> <span className="figure-unit">{unit}</span>
    </>
  )
  const linked =
    href === undefined ? (
      <span className="figure-open">{shown}</span>
    ) : (
      <a className="figure-open" href={href} aria-label={`${title} ${number(value)} ${unit}`}>
        {shown}
      </a>
    )
  return (
    <div className="figure">
      <span className="figure-title">{title}</span>
      {about === undefined ? linked : <Tooltip title={about}>{linked}</Tooltip>}
      {note !== undefined && <span className="figure-note">{note}</span>}
    </div>
  )
}

/** A number in running text or in a table, opening to its records. */
export function Num({
  value,
  href,
  unit,
  label,
}: {
  value: number
  href?: string | undefined
  unit?: string
  label?: string
}) {
  const text = unit === undefined ? number(value) : `${number(value)} ${unit}`
  if (href === undefined) return <span className="num">{text}</span>
  return (
    <a className="num" href={href} aria-label={label === undefined ? undefined : `${label} ${text}`}>
      {text}
    </a>
  )
}
