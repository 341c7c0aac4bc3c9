/** Finding a sheet's header: below at most five title rows, columns in any order, among columns nobody knows. */
import type { ImportWarning } from '#contract/import-report.ts'
import { normaliseText } from '#lib/text.ts'
import type { RawRow } from '../read/cells.ts'
import { SHEETS, type SheetName } from '../sheets.ts'
import type { Column } from '../columns.ts'

/** The header stands in one of these rows. */
export const HEADER_WITHIN = 6
/** The column that an error report adds; a corrected report may be handed in again. */
export const REPORT_COLUMN = '错误说明'

export interface Header {
  /** Excel's row; for a sheet without a header, its first row with any value. */
  readonly row: number
  /** Property of the sheet → column in the file, from 0. */
  readonly columns: ReadonlyMap<string, number>
  /** ★ columns that are not there, in the sheet's order. */
  readonly missing: readonly Column[]
  readonly warnings: readonly ImportWarning[]
  /** Where a former report put its reasons, when it did. */
  readonly reportColumn: number | undefined
  /** False when no row looks like a header. */
  readonly found: boolean
}

/** The columns of a sheet by property, in the sheet's order. */
export function columnsOf(sheet: SheetName): readonly (readonly [string, Column])[] {
  return Object.entries(SHEETS[sheet].columns)
}

/** Head as compared: no spaces, no ★ or * beside it, no remark in brackets. */
export function normaliseHead(text: string): string {
  return normaliseText(text)
    .replace(/[\s★☆*]/gu, '')
    .replace(/\((?:必填|选填)\)$/u, '')
}

/** True when the row has every ★ column of the sheet, so that the search can stop here. */
export function isCompleteHeader(sheet: SheetName, row: RawRow): boolean {
  const heads = headsOf(row)
  return columnsOf(sheet).every(([, column]) => !column.required || heads.has(column.head))
}

/** The header among the first rows: the row with most known columns, the first of equals. Rows must not be empty. */
export function chooseHeader(sheet: SheetName, part: string, rows: readonly RawRow[]): Header {
  const known = new Set(columnsOf(sheet).map(([, column]) => column.head))
  const counts = rows.map((row) =>
    row.row > HEADER_WITHIN ? 0 : [...headsOf(row).keys()].filter((head) => known.has(head)).length,
  )
  const most = Math.max(0, ...counts)
  const chosen = most === 0 ? undefined : rows[counts.indexOf(most)]
  return readHeader(sheet, part, chosen ?? rows[0], chosen !== undefined)
}

function readHeader(sheet: SheetName, part: string, row: RawRow | undefined, found: boolean): Header {
  const heads = found && row ? headsOf(row) : new Map<string, number>()
  const columns = new Map<string, number>()
  for (const [property, column] of columnsOf(sheet)) {
    const at = heads.get(column.head)
    if (at !== undefined) columns.set(property, at)
  }
  const missing = columnsOf(sheet).flatMap(([property, column]) =>
    column.required && !columns.has(property) ? [column] : [],
  )
  return {
    row: row?.row ?? 1,
    columns,
    missing,
    warnings: found && row ? warningsOf(part, row, columns) : [],
    found,
    reportColumn: heads.get(REPORT_COLUMN),
  }
}

/** Head → column; of equal heads the first counts. */
function headsOf(row: RawRow): Map<string, number> {
  const heads = new Map<string, number>()
  for (const [at, cell] of inOrder(row)) {
    const head = normaliseHead(cell)
    if (head !== '' && !heads.has(head)) heads.set(head, at)
  }
  return heads
}

function inOrder(row: RawRow): [number, string][] {
  return [...row.cells].map(([at, cell]): [number, string] => [at, cell.text]).toSorted(([a], [b]) => a - b)
}

function warningsOf(part: string, row: RawRow, columns: ReadonlyMap<string, number>): ImportWarning[] {
  const used = new Set(columns.values())
  const seen = new Set<string>()
  return inOrder(row).flatMap(([at, text]) => {
    const head = normaliseHead(text)
    const repeated = seen.has(head)
    seen.add(head)
    if (used.has(at) || head === '' || head === REPORT_COLUMN) return []
    const message = repeated ? `列“${head}”重复出现，只读取第一列。` : `不认识列“${head}”，已忽略。`
    return [{ sheet: part, column: head, message }]
  })
}
