import { standingRows } from '#kernel/credit/read.ts'
import type { StandingRow } from '#kernel/credit/read.ts'
import { askedUnit } from '#kernel/figures/scope.ts'
import type { Table } from '#workbook/write/table.ts'
import { oneOf, readArguments, yearOf } from './arguments.ts'
import { onRegion } from './open.ts'
import { print, printCsv } from './output.ts'

/** `standing --year Y [--unit CODE] [--format csv|json]`: a row per teacher. */
export async function standing(args: readonly string[]): Promise<number> {
  const { common, values } = readArguments(
    args,
    { year: { type: 'string' }, unit: { type: 'string' }, format: { type: 'string' } },
    0,
  )
  const year = yearOf(values.year)
  const format = oneOf('--format', values.format, ['csv', 'json'], 'csv')
  const { policy, rows } = await onRegion(common, async (work) => {
    const { units } = await askedUnit(work, year, values.unit)
    return standingRows(work, year, units)
  })
  const categories = policy.map((rule) => rule.category)
  await (format === 'json'
    ? print(JSON.stringify(rows.map((row) => objectOf(row, categories))))
    : printCsv(tableOf(rows, categories)))
  return 0
}

function objectOf(row: StandingRow, categories: readonly string[]): Record<string, string | number> {
  const credits = Object.fromEntries(categories.map((category, i) => [category, Number(row.credits[i] ?? 0)]))
  return {
    身份证件号: row.identityNumber,
    姓名: row.name,
    单位代码: row.unitCode,
    ...credits,
    合计: row.total,
    达标: word(row.meets),
  }
}

function tableOf(rows: readonly StandingRow[], categories: readonly string[]): Table {
  const text = (head: string) => ({ head, kind: 'text' }) as const
  const fixed = (head: string) => ({ head, kind: 'fixed' }) as const
  return {
    name: '达标情况',
    columns: [
      ...['身份证件号', '姓名', '单位代码'].map(text),
      ...[...categories, '合计'].map(fixed),
      text('达标'),
    ],
    rows: rows.map((row) => [
      row.identityNumber,
      row.name,
      row.unitCode,
      ...row.credits,
      row.total,
      word(row.meets),
    ]),
  }
}

function word(meets: boolean): string {
  return meets ? '是' : '否'
}
