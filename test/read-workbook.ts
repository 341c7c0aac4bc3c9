/** Reads a whole workbook into memory, for tests that look at all of it. */
import type { CellError } from '#contract/import-report.ts'
import type { ReadReport, TypedBatch } from '#workbook/batch.ts'
import { parseWorkbook, type ParseOptions } from '#workbook/parse.ts'
import type { SheetName } from '#workbook/sheets.ts'
import { bookBytes, withFile, type TestBook } from './workbook.ts'

export type ReadRow = TypedBatch['rows'][number]

export interface WholeBook {
  readonly rows: ReadonlyMap<SheetName, readonly ReadRow[]>
  readonly errors: readonly CellError[]
  readonly report: ReadReport
}

/** Reads a file; errors are those of the cells, then those of periods. */
export async function readFileWhole(path: string, options?: ParseOptions): Promise<WholeBook> {
  const rows = new Map<SheetName, ReadRow[]>()
  const errors: CellError[] = []
  const report = await parseWorkbook(
    path,
    async (batch) => {
      rows.set(batch.sheet, [...(rows.get(batch.sheet) ?? []), ...batch.rows])
      errors.push(...batch.errors)
    },
    options,
  )
  const periods = [...rows.values()].flat().flatMap((row) => (row.periodError ? [row.periodError] : []))
  return { rows, errors: [...errors, ...periods], report }
}

/** Reads a test workbook. */
export async function readBookWhole(book: TestBook, options?: ParseOptions): Promise<WholeBook> {
  return await withFile(await bookBytes(book), (path) => readFileWhole(path, options))
}

/** What identifies an error, without its words. */
export function briefly(errors: readonly CellError[]): string[] {
  return errors.map(({ sheet, row, column, code }) => `${sheet} ${row} ${column} ${code}`)
}
