import { number } from '../../lib/format.ts'
import type { Column } from './columns.ts'

type Summed<Row> = { key: string; title: string; unit?: string; pick: (row: Row) => number }

/** A column of numbers with their sum below; `of` are the rows that count, all listed ones as a rule. */
export function sumColumn<Row>({ pick, ...head }: Summed<Row>, of: readonly Row[]): Column<Row> {
  return {
    ...head,
    numeric: true,
    render: (row) => number(pick(row)),
    total: number(of.reduce((sum, row) => sum + pick(row), 0)),
  }
}
