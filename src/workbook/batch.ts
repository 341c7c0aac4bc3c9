/** Batches of rows as they come from the reader, and the form in which they cross from its thread. */
import type { CellError, ImportWarning } from '#contract/import-report.ts'
import type { CellValue } from './rows/cell.ts'
import type { TabReport } from './rows/tab-reader.ts'
import { isSheetName, SHEETS, type RowValues, type SheetName } from './sheets.ts'

/**
 * A row whose cells all passed: `row` is Excel's number, values are typed by the sheet's columns. `periodError`
 * refuses the row if its references hold (a refused reference is told instead, never both).
 */
export type TypedRow<S extends SheetName> = RowValues<S> & {
  readonly row: number
  readonly periodError?: CellError
}

/** Consecutive rows of one tab, and the errors of rows refused among them, in file order. */
export type TypedBatch = { [S in SheetName]: BatchOf<S> }[SheetName]

export interface BatchOf<S extends SheetName> {
  readonly sheet: S
  /** How errors name the tab: 签到, 签到(2). */
  readonly title: string
  readonly rows: readonly TypedRow<S>[]
  /** Rows with a cell at fault, which is null here: refused, but the references of their good cells are looked up. */
  readonly faulty: readonly FaultyRow[]
  readonly errors: readonly CellError[]
  /** Part of the file read so far, 0 to 1. */
  readonly done: number
}

/** The good cells of a refused row, by property. */
export type FaultyRow = Readonly<Record<string, unknown>> & { readonly row: number }

/** What was read, when all batches were delivered. Tabs in the workbook's order. */
export interface ReadReport {
  readonly tabs: readonly TabReport[]
  readonly warnings: readonly ImportWarning[]
}

/** A batch between threads: the values of all rows in one flat array, which is quick to copy. */
export interface PackedBatch {
  readonly sheet: SheetName
  readonly title: string
  readonly numbers: readonly number[]
  readonly values: readonly CellValue[]
  /** By index of the row in the batch. */
  readonly periods: readonly (readonly [number, CellError])[]
  /** Indexes of rows that are refused for a cell at fault. */
  readonly faulty: readonly number[]
  readonly errors: readonly CellError[]
  readonly done: number
}

/** The typed batch of a packed one. The sheet's columns give the names; the types hold because the parser kept them. */
export function unpackBatch(packed: PackedBatch): TypedBatch {
  const properties = Object.keys(SHEETS[packed.sheet].columns)
  const all = packed.numbers.map((row, index) => {
    const typed: Record<string, unknown> & { row: number } = { row }
    const from = index * properties.length
    for (let at = 0; at < properties.length; at++) typed[properties[at] ?? ''] = packed.values[from + at]
    return typed
  })
  for (const [index, error] of packed.periods) Object.assign(all[index] ?? {}, { periodError: error })
  const refused = new Set(packed.faulty)
  const [rows, faulty] = [
    all.filter((_, index) => !refused.has(index)),
    all.filter((_, index) => refused.has(index)),
  ]
  const { sheet, title, errors, done } = packed
  const batch = { sheet, title, rows, faulty, errors, done }
  if (!isTyped(batch)) throw new TypeError(`no such sheet: ${packed.sheet}`)
  return batch
}

/** The names and types of a row's values follow from its sheet alone, since one table gives both. */
function isTyped(
  batch: Pick<TypedBatch, 'sheet' | 'title' | 'faulty' | 'errors' | 'done'> & { rows: readonly object[] },
): batch is TypedBatch {
  return isSheetName(batch.sheet)
}
