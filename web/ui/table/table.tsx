import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { classOf } from './columns.ts'
import type { Column } from './columns.ts'
import { Head } from './head.tsx'
import { Row } from './row.tsx'
import { useWindow } from './use-window.ts'

export const ROW_HEIGHT = 40
/** Up to so many rows a list stands whole on its page, with its totals; more scroll in a box of their own. */
const STANDS_WHOLE = 24

type Props<R> = {
  /** What is listed, for screen readers. */
  label: string
  columns: readonly Column<R>[]
  count: number
  /** The row at an index; undefined while it is on its way. */
  rowAt: (index: number) => R | undefined
  keyOf: (row: R) => string
  /** Opens a row: the side panel. */
  onOpen?: (row: R) => void
  chosen?: string | undefined
  totalsWord?: string
  /** Remembers the place in the list. */
  place?: string
  /** Told which rows are in sight: half-open. */
  onRange?: (from: number, until: number) => void
  onSort?: (value: string) => void
  empty?: ReactNode
}

/** A long list: sticky head, totals, ten thousand rows without a stutter, and a real table for readers and printers. */
export function Table<R>(props: Props<R>) {
  const { label, columns, count, rowAt, keyOf, onOpen, chosen, totalsWord, onRange, onSort, empty } = props
  const { from, until, box, onScroll } = useWindow(count, ROW_HEIGHT, props.place ?? label)
  useEffect(() => onRange?.(from, until), [from, until, onRange])
  if (count === 0) return <>{empty}</>
  const indexes = Array.from({ length: until - from }, (_, i) => from + i)
  return (
    <div
      className={count <= STANDS_WHOLE ? 'table-box whole' : 'table-box'}
      ref={box}
      onScroll={onScroll}
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      <table className="table" aria-rowcount={count + 1}>
        <caption className="unseen">{label}</caption>
        <Head columns={columns} onSort={onSort} />
        <tbody>
          <Spacer rows={from} span={columns.length} />
          {indexes.map((index) => {
            const row = rowAt(index)
            const key = row === undefined ? `wait-${index}` : keyOf(row)
            return (
              <Row
                key={key}
                index={index}
                row={row}
                columns={columns}
                onOpen={onOpen}
                chosen={key === chosen}
              />
            )
          })}
          <Spacer rows={count - until} span={columns.length} />
        </tbody>
        {totalsWord !== undefined && (
          <tfoot>
            <tr>
              {columns.map((column, i) => (
                <td key={column.key} className={classOf(column)}>
                  {column.total ?? (i === 0 ? totalsWord : null)}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

function Spacer({ rows, span }: { rows: number; span: number }) {
  if (rows <= 0) return null
  return (
    <tr aria-hidden className="spacer">
      <td colSpan={span} style={{ height: rows * ROW_HEIGHT }} />
    </tr>
  )
}
