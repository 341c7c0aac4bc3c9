/** The exchange workbook on its way out: the same sheets and columns, in the words in which they come in. */
import type { Column } from './columns.ts'
import { SHEET_NAMES, SHEETS, type RowValues, type SheetName } from './sheets.ts'
import type { ColumnKind, Table, TableValue } from './write/table.ts'

type Rows<T> = Iterable<T> | AsyncIterable<T>

/** A sheet of the exchange workbook with these rows; what is written is read back the same. */
export function exchangeTable<S extends SheetName>(sheet: S, rows: Rows<RowValues<S>>): Table {
  const columns: [string, Column][] = Object.entries(SHEETS[sheet].columns)
  return {
    name: sheet,
    columns: columns.map(([, column]) => ({ head: column.head, kind: kindOf(column) })),
    rows: cells(columns, rows),
  }
}

/** The empty exchange workbook, to be filled in: all sheets with their heads. */
export function templateTables(): Table[] {
  return SHEET_NAMES.map((sheet) => exchangeTable(sheet, []))
}

async function* cells(
  columns: readonly [string, Column][],
  rows: Rows<object>,
): AsyncGenerator<TableValue[]> {
  for await (const row of rows) {
    const values = new Map<string, unknown>(Object.entries(row))
    yield columns.map(([property, column]) => shown(column, values.get(property)))
  }
}

function kindOf({ rule }: Column): ColumnKind {
  switch (rule.kind) {
    case 'decimal':
    case 'integer':
    case 'slot':
    case 'rate':
      return 'number'
    default:
      return 'text'
  }
}

/** Identifiers become their words, times lose seconds that nobody typed. */
function shown({ rule }: Column, value: unknown): TableValue {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  if (rule.kind === 'word') return rule.words[value]
  return rule.kind === 'time' ? value.replace(/^(.{16}):00$/, '$1') : value
}
