import type { Database } from '#db/open.ts'
import { importFile } from '#test/import/county.ts'
import { bookBytes, withFile } from '#test/workbook.ts'
import type { TestCell } from '#test/workbook.ts'
import type { Imported } from '#workbook/import/import.ts'

/** A row as the workbook has it: head → what was typed. */
export type Row = Readonly<Record<string, string | number | null>>
/** Sheets by title, in the order in which they stand in the file; a sheet's heads are those of its rows. */
export type Book = Readonly<Record<string, readonly Row[]>>

/** The workbook's bytes. Rows start in Excel's row 2. */
export function bytesOf(book: Book): Promise<Buffer> {
  const sheets = Object.entries(book).map(([name, rows]) => {
    const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    const cells = rows.map((row) => heads.map((head): TestCell => row[head] ?? null))
    return { name, rows: [heads, ...cells] }
  })
  return bookBytes({ sheets })
}

/** Imports a book as the command line does, into the region that is named. */
export async function importBook(
  db: Database,
  book: Book,
  region: { code: string; name: string },
): Promise<Imported> {
  return withFile(await bytesOf(book), (path) => importFile(db, path, region))
}
