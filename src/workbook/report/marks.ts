/** What is to be marked on each tab: bad cells, and the reasons of each row. */
import type { CellError } from '#contract/import-report.ts'
import type { Column } from '../columns.ts'
import { columnsOf, REPORT_COLUMN } from '../rows/header.ts'
import type { TabReport } from '../rows/tab-reader.ts'

export interface RowMarks {
  /** Columns of bad cells, from 0, ascending; a column that the file does not have is not among them. */
  readonly columns: readonly number[]
  readonly reason: string
}

/** Row → marks of one tab, with the head of the reasons in the header's row. Empty when there is nothing to tell. */
export function marksOf(tab: TabReport, errors: readonly CellError[]): ReadonlyMap<number, RowMarks> {
  const marks = new Map<number, RowMarks>()
  if (errors.length === 0 && !tab.reported) return marks
  const places = placesOf(tab)
  for (const error of errors) {
    const before = marks.get(error.row)
    const at = error.row > tab.headerRow ? places.get(error.column) : undefined
    const columns =
      at === undefined
        ? (before?.columns ?? [])
        : [...new Set([...(before?.columns ?? []), at])].toSorted((a, b) => a - b)
    marks.set(error.row, { columns, reason: `${before?.reason ?? ''}${error.message}` })
  }
  const head = marks.get(tab.headerRow)
  marks.set(tab.headerRow, { columns: [], reason: head ? `${REPORT_COLUMN}：${head.reason}` : REPORT_COLUMN })
  return marks
}

function placesOf(tab: TabReport): Map<string, number> {
  return new Map(
    columnsOf(tab.sheet).flatMap(([property, column]: readonly [string, Column]): [string, number][] => {
      const at = tab.columns[property]
      return at === undefined ? [] : [[column.head, at]]
    }),
  )
}
