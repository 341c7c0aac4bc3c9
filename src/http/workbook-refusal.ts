import { Refused } from '#lib/refusal.ts'
import { WorkbookRefused } from '#workbook/refusal.ts'

/** A file that can't be read, as an answer to who sent it. @throws Refused 422 with the field; else what was thrown. */
export function toRefusal(error: unknown): never {
  if (error instanceof WorkbookRefused)
    throw new Refused(422, { code: error.code, because: error.message, field: 'file' })
  throw error
}
