/** What is written as Excel or CSV: sheets of rows, whose columns say how a value is shown. */

/**
 * text: as text, whatever it looks like (identity numbers keep their digits); number: as it is; fixed: two decimals;
 * percent: a rate from 0 to 1 shown in per cent.
 */
export type ColumnKind = 'text' | 'number' | 'fixed' | 'percent'

export interface TableColumn {
  readonly head: string
  readonly kind: ColumnKind
}

/** Numbers may be given as plain decimal strings, which keep their exact digits. */
export type TableValue = string | number | null | undefined

export interface Table {
  readonly name: string
  readonly columns: readonly TableColumn[]
  /** Values in the order of the columns. */
  readonly rows: Iterable<readonly TableValue[]> | AsyncIterable<readonly TableValue[]>
}
