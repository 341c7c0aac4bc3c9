import { writeCsv } from '#workbook/write/csv.ts'
import type { Table } from '#workbook/write/table.ts'

/** Results, on standard output. Resolves when they have gone out: the process may end after it. */
export function print(text: string): Promise<void> {
  return write(text.endsWith('\n') ? text : `${text}\n`)
}

/** A reader that has seen enough (`… | head`) is no fault: what follows goes nowhere. */
process.stdout.on('error', (error) => {
  if (!isClosedPipe(error)) throw error
})

function isClosedPipe(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE'
}

function write(part: string | Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(part, (error) => (error && !isClosedPipe(error) ? reject(error) : resolve()))
  })
}

/** Everything else, on standard error. */
export function tell(words: string): void {
  process.stderr.write(`${words}\n`)
}

/** A table as CSV on standard output, as it comes. */
export async function printCsv(table: Table): Promise<void> {
  for await (const part of writeCsv(table)) await write(part)
}
