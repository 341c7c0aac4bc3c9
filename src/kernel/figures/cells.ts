import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { add, fraction, parseFraction, roundHalfUp, ZERO } from '#lib/fraction.ts'
import type { Fraction } from '#lib/fraction.ts'
import type { Figure } from '#contract/figures.ts'
import type { Work } from '../call.ts'
import type { FigureDefinition, Scope } from './define.ts'

/**
 * A part of a figure: at one unit, of one key of a dimension (null: the whole). A person is at one unit, so parts of
 * people too may be added over units, never over keys.
 */
export type Cell = { unit: string | null; dimension: string | null; key: string | null; value: Fraction }

/** What a blank key is called. Source: command line, "Figures that must exist". */
const BLANK = '未填'

type CellRow = { unit_id: string | null; dimension: number; key: string | null; slots: number; value: string }

/** All parts of a figure in one query: units × (whole and keys of each dimension). */
export async function cellsOf(work: Work, figure: FigureDefinition, scope: Scope): Promise<Cell[]> {
  const dimensions = Object.keys(figure.dimensions)
  const columns = dimensions.map((name) => `by_${name}`)
  const slots = figure.measure === 'hours' ? ', slots' : ''
  const sets = [`(unit_id${slots})`, ...columns.map((column) => `(unit_id, ${column}${slots})`)]
  const which =
    columns.length === 0
      ? '-1'
      : `case ${columns.map((c, i) => `when grouping(${c}) = 0 then ${i}`).join(' ')} else -1 end`
  const key =
    columns.length === 0
      ? 'null'
      : `case ${columns.map((c) => `when grouping(${c}) = 0 then ${c}`).join(' ')} end`
  const query: RawBuilder<CellRow> = sql`
    select unit_id, ${sql.raw(which)} as dimension, ${sql.raw(key)} as key, ${sql.raw(slots === '' ? '1' : 'slots')} as slots,
      ${sql.raw(MEASURES[figure.measure])}::text as value
    from (${figure.records(scope)}) r group by grouping sets (${sql.raw(sets.join(', '))})`
  const { rows } = await query.execute(work.tx)
  return rows.map((row) => ({
    unit: row.unit_id,
    dimension: dimensions[row.dimension] ?? null,
    key: row.dimension < 0 ? null : wordOf(figure, dimensions[row.dimension] ?? '', row.key),
    value: divideBy(parseFraction(row.value), row.slots),
  }))
}

const MEASURES = {
  rows: 'count(*)',
  people: 'count(distinct person_id)',
  sum: 'sum(amount)',
  hours: 'sum(amount)',
} as const

function divideBy(value: Fraction, slots: number): Fraction {
  return slots === 1 ? value : fraction(value.numerator, value.denominator * BigInt(slots))
}

/** The word people see for a key. */
export function wordOf(figure: FigureDefinition, dimension: string, key: string | null): string {
  if (key === null || key === '') return BLANK
  return figure.dimensions[dimension]?.words?.[key] ?? key
}

/** The keys in the database that a word stands for; null stands for the blank. */
export function keyOf(figure: FigureDefinition, dimension: string, word: string): string | null {
  if (word === BLANK) return null
  const words = figure.dimensions[dimension]?.words ?? {}
  return Object.keys(words).find((key) => words[key] === word) ?? word
}

/** The figure from its parts at the units that are asked for. */
export function fold(figure: FigureDefinition, cells: readonly Cell[]): Figure {
  let whole = ZERO
  const by: Record<string, Map<string, Fraction>> = Object.fromEntries(
    Object.keys(figure.dimensions).map((name) => [name, new Map()]),
  )
  for (const cell of cells) {
    if (cell.dimension === null || cell.key === null) whole = add(whole, cell.value)
    else addTo(by[cell.dimension], cell.key, cell.value)
  }
  const parts = Object.entries(by).map(([name, values]) => [name, inOrder(figure, name, values)] as const)
  // ids of supporting measures are not figures of the contract; the shape is the same
  return {
    id: figure.id as Figure['id'],
    title: figure.title,
    unit: figure.unit,
    value: shown(whole),
    by: Object.fromEntries(parts),
  }
}

function addTo(values: Map<string, Fraction> | undefined, key: string, value: Fraction): void {
  values?.set(key, add(values.get(key) ?? ZERO, value))
}

/** Keys in the vocabulary's order, others by size; zero is left out. */
function inOrder(
  figure: FigureDefinition,
  dimension: string,
  values: ReadonlyMap<string, Fraction>,
): Record<string, number> {
  const words = Object.values(figure.dimensions[dimension]?.words ?? {})
  const rank = (key: string): number => (words.includes(key) ? words.indexOf(key) : words.length)
  const entries = [...values]
    .map(([key, value]) => [key, shown(value)] as const)
    .filter(([, value]) => value !== 0)
  return Object.fromEntries(
    entries.toSorted((a, b) => rank(a[0]) - rank(b[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
  )
}

/** Exact until here; two decimals where it is shown. */
function shown(value: Fraction): number {
  return Number(roundHalfUp(value, 2))
}
