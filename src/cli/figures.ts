import type { Figure } from '#contract/figures.ts'
import { figuresOf } from '#kernel/figures/read.ts'
import { oneOf, readArguments, yearOf } from './arguments.ts'
import { onRegion } from './open.ts'
import { print, printCsv } from './output.ts'

/** `figures --year Y [--unit CODE] [--format json|csv]`: every figure with its parts. */
export async function figures(args: readonly string[]): Promise<number> {
  const { common, values } = readArguments(
    args,
    { year: { type: 'string' }, unit: { type: 'string' }, format: { type: 'string' } },
    0,
  )
  const year = yearOf(values.year)
  const format = oneOf('--format', values.format, ['json', 'csv'], 'json')
  const found = await onRegion(common, (work) => figuresOf(work, { year, unit: values.unit }))
  await (format === 'json'
    ? print(JSON.stringify(found))
    : printCsv({ name: '指标', columns: COLUMNS, rows: found.flatMap(rowsOf) }))
  return 0
}

const COLUMNS = [
  { head: 'id', kind: 'text' },
  { head: 'title', kind: 'text' },
  { head: 'unit', kind: 'text' },
  { head: 'dimension', kind: 'text' },
  { head: 'key', kind: 'text' },
  { head: 'value', kind: 'number' },
] as const

/** The figure itself, with blank dimension and key, then its parts. */
function rowsOf({ id, title, unit, value, by }: Figure): (string | number)[][] {
  const parts = Object.entries(by).flatMap(([dimension, keys]) =>
    Object.entries(keys).map(([key, part]) => [id, title, unit, dimension, key, part]),
  )
  return [[id, title, unit, '', '', value], ...parts]
}
