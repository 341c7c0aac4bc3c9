import { Readable } from 'node:stream'
import type { FileReply } from '#kernel/call.ts'
import { writeWorkbook } from '#workbook/write.ts'
import type { Table } from '#workbook/write/table.ts'

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Tables as an Excel file to save under `title`. */
export function workbookReply(title: string, tables: Iterable<Table>): FileReply {
  return { file: Readable.from(writeWorkbook(tables)), name: `${title}.xlsx`, type: TYPE }
}
