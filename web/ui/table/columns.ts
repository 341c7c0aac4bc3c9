import type { ReactNode } from 'react'

export type Column<Row> = {
  key: string
  title: string
  /** Beside the head: what the numbers are counted in. */
  unit?: string
  numeric?: boolean
  /** Sentences: the column takes the room that the others leave, and a row stands in up to two lines. */
  long?: boolean
  /** Left out on a small screen. */
  minor?: boolean
  /** In pixels at the least. */
  width?: number
  render: (row: Row) => ReactNode
  /** Stands in the totals row. */
  total?: ReactNode
  /** The column that opens the row and that cannot be hidden. */
  lead?: boolean
  /** Sorts the list by itself when the head is pressed. */
  sort?: { value: string; now: boolean }
}

/** How a column's cells are set, as the style sheet calls it. */
export function classOf<Row>({ numeric, long, minor }: Column<Row>): string | undefined {
  const classes = [numeric === true && 'numeric', long === true && 'long', minor === true && 'minor']
  return classes.filter((one) => one !== false).join(' ') || undefined
}

/** Which of the columns are shown: all but those that the reader hid. */
export function shownColumns<Row>(columns: readonly Column<Row>[], hidden: readonly string[]): Column<Row>[] {
  return columns.filter((column) => column.lead === true || !hidden.includes(column.key))
}
