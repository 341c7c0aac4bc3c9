import { memo } from 'react'
import { classOf } from './columns.ts'
import type { Column } from './columns.ts'

type Props<R> = {
  index: number
  row: R | undefined
  columns: readonly Column<R>[]
  onOpen: ((row: R) => void) | undefined
  chosen: boolean
}

function PlainRow<R>({ index, row, columns, onOpen, chosen }: Props<R>) {
  const open = row === undefined || onOpen === undefined ? undefined : () => onOpen(row)
  return (
    <tr
      aria-rowindex={index + 2}
      className={[chosen ? 'chosen' : '', open === undefined ? '' : 'opens'].join(' ')}
      onClick={(event) => {
        if (open !== undefined && !isControl(event.target)) open()
      }}
    >
      {columns.map((column) => (
        <td key={column.key} className={classOf(column)}>
          {row === undefined ? <span className="bone" /> : <Cell row={row} column={column} open={open} />}
        </td>
      ))}
    </tr>
  )
}

function Cell<R>({ row, column, open }: { row: R; column: Column<R>; open: (() => void) | undefined }) {
  if (column.long === true) return <div className="lines">{column.render(row)}</div>
  if (column.lead !== true || open === undefined) return <>{column.render(row)}</>
  return (
    <button type="button" className="open-row" onClick={open}>
      {column.render(row)}
    </button>
  )
}

/** Links and buttons within a row do their own work. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, select') !== null
}

/** One row; drawn again only when its data, its columns or its state change. */
export const Row = memo(PlainRow) as typeof PlainRow
