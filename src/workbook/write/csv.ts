/** CSV for people and programs: UTF-8 with BOM (Excel needs it for Chinese), RFC 4180, formulas defused. */
import { looksLikeFormula } from './escape.ts'
import type { ColumnKind, Table, TableValue } from './table.ts'

const FLUSH_AT = 64 * 1024
const NEEDS_QUOTES = /[",\r\n]/

/** The bytes of a table as CSV: heads, then rows. `fixed` numbers have two decimals, a percentage stays a rate. */
export async function* writeCsv(table: Table): AsyncGenerator<Buffer> {
  const kinds = table.columns.map((column) => column.kind)
  let text = `\ufeff${table.columns.map((column) => field(column.head, 'text')).join(',')}\r\n`
  for await (const row of table.rows) {
    text += `${kinds.map((kind, at) => field(row[at], kind)).join(',')}\r\n`
    if (text.length < FLUSH_AT) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(text)
}

function field(value: TableValue, kind: ColumnKind): string {
  if (value === null || value === undefined) return ''
  if (kind !== 'text') return kind === 'fixed' ? fixed(value) : String(value)
  const text = looksLikeFormula(String(value)) ? `'${value}` : String(value)
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Decimal strings that are rounded already pass as they are. */
function fixed(value: string | number): string {
  return typeof value === 'string' && /\.\d\d$/.test(value) ? value : Number(value).toFixed(2)
}
