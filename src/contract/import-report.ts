/** What an import says about a workbook, on the command line and on the page alike. */
import * as z from 'zod'

/** Why a row was refused; each code's meaning is in the exchange workbook's table of errors. */
export const errorCode = z.enum([
  'required',
  'id-number',
  'id-number-precision',
  'date',
  'number',
  'value',
  'reference',
  'duplicate',
  'period',
])
export type ErrorCode = z.infer<typeof errorCode>

/** One bad cell. `row` is Excel's number; `column` the head of the column; the message says what would be right. */
export const cellError = z.object({
  sheet: z.string(),
  row: z.int(),
  column: z.string(),
  code: errorCode,
  message: z.string(),
})
export type CellError = z.infer<typeof cellError>

/** Something that was left out without refusing a row: an unknown sheet or column. */
export const importWarning = z.object({
  sheet: z.string(),
  column: z.string().optional(),
  message: z.string(),
})
export type ImportWarning = z.infer<typeof importWarning>

/** rows = imported + unchanged + refused. */
export const sheetCounts = z.object({
  rows: z.int(),
  imported: z.int(),
  unchanged: z.int(),
  refused: z.int(),
})
export type SheetCounts = z.infer<typeof sheetCounts>

/** The whole report; sheets that the file does not have are not listed. */
export const importReport = z.object({
  sheets: z.record(z.string(), sheetCounts),
  errors: z.array(cellError),
  warnings: z.array(importWarning),
})
export type ImportReport = z.infer<typeof importReport>
