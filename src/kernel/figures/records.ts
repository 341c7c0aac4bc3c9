import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { MeasureId } from '#contract/figures.ts'
import { notFound } from '#lib/refusal.ts'
import type { Work } from '../call.ts'
import { CATALOGUE } from './catalogue/index.ts'
import { keyOf, wordOf } from './cells.ts'
import type { FigureDefinition, Opening, RecordColumn, Scope } from './define.ts'
import { readYear } from './read.ts'
import { askedUnit, scopeOf } from './scope.ts'

/** What is asked: a number, and which stretch of the list behind it. */
export type RecordsAsked = {
  year: number
  unit?: string | undefined
  dimension?: string | undefined
  key?: string | undefined
  offset: number
  limit: number
}

export type RecordRow = {
  personId: string | null
  activityId: string | null
  programmeId: string | null
  unitCode: string | null
  cells: (string | number | null)[]
}
export type RecordList = {
  title: string
  about: string
  unit: string
  value: number
  total: number
  columns: { key: string; title: string; numeric: boolean }[]
  rows: RecordRow[]
}

type ListedRow = {
  person_id: string | null
  activity_id: string | null
  programme_id: string | null
  unit_code: string | null
  cells: (string | number | null)[]
}

/**
 * The records behind a number: the set that the figure counts, narrowed by unit and key, listed.
 * @throws Refused 404 for a unit out of sight or a dimension that the figure does not have.
 */
export async function recordsOf(work: Work, id: MeasureId, asked: RecordsAsked): Promise<RecordList> {
  const figure = CATALOGUE[id]
  if (asked.dimension !== undefined && !opensBy(figure, asked.dimension)) throw notFound('这种分组')
  const { units } = await askedUnit(work, asked.year, asked.unit)
  const scope = scopeOf(work, asked.year)
  const where = conditions(scope, figure, figure.everywhere === true ? null : units, asked)
  const { rows: counted } = await sql<{
    total: number
  }>`select count(*) as total from (${figure.records(scope)}) r where ${where}`.execute(work.tx)
  const { rows } = await listing(figure, scope, where, asked).execute(work.tx)
  const total = counted[0]?.total ?? 0
  const value = await valueOf(work, figure, units, asked, total)
  return {
    title: asked.key === undefined ? figure.title : `${figure.title} · ${asked.key}`,
    about: figure.about,
    unit: figure.unit,
    value,
    total,
    columns: figure.columns.map((column, index) => ({
      key: String(index),
      title: column.title,
      numeric: column.numeric === true,
    })),
    rows: rows.map((row) => rowOf(figure, row)),
  }
}

/**
 * Documents name single programmes: rows of a programme can be listed by its number, though figures are not broken
 * down by programme.
 */
const PROGRAMME = 'programme'

function opensBy(figure: FigureDefinition, dimension: string): boolean {
  return Object.hasOwn(figure.dimensions, dimension) || isProgramme(figure, dimension)
}

function isProgramme(figure: FigureDefinition, dimension: string | undefined): boolean {
  const listable = figure.opens.includes('programme') && figure.measure === 'rows'
  return dimension === PROGRAMME && figure.dimensions[PROGRAMME] === undefined && listable
}

async function valueOf(
  work: Work,
  figure: FigureDefinition,
  units: ReadonlySet<string> | null,
  { year, dimension, key }: RecordsAsked,
  counted: number,
): Promise<number> {
  if (isProgramme(figure, dimension) && key !== undefined) return counted
  const whole = (await readYear(work, year, [figure.id])).of(figure.id, units)
  if (dimension === undefined || key === undefined) return whole.value
  const by = whole.by[dimension] ?? {}
  return Object.hasOwn(by, key) ? (by[key] ?? 0) : 0
}

function conditions(
  { region }: Scope,
  figure: FigureDefinition,
  units: ReadonlySet<string> | null,
  { dimension, key }: RecordsAsked,
): RawBuilder<unknown> {
  const inUnits = units === null ? sql`true` : sql`r.unit_id = any (${[...units]}::uuid[])`
  if (dimension === undefined || key === undefined) return inUnits
  if (isProgramme(figure, dimension))
    return sql`${inUnits} and ${idOf(figure, 'programme')} = (select id from programme where region_id = ${region} and code = ${key})`
  const column = sql.ref(`r.by_${dimension}`)
  const value = keyOf(figure, dimension, key)
  return value === null
    ? sql`${inUnits} and (${column} is null or ${column} = '')`
    : sql`${inUnits} and ${column} = ${value}`
}

function listing(
  figure: FigureDefinition,
  scope: Scope,
  where: RawBuilder<unknown>,
  { offset, limit }: RecordsAsked,
): RawBuilder<ListedRow> {
  const cells = sql.raw(`jsonb_build_array(${figure.columns.map((column) => column.from).join(', ')})`)
  const person = idOf(figure, 'person')
  const activity = idOf(figure, 'activity')
  const programme = idOf(figure, 'programme')
  return sql<ListedRow>`
    select ${person} as person_id, ${activity} as activity_id, ${programme} as programme_id, unit_code.code as unit_code, ${cells} as cells
    from (${figure.records(scope)}) r
    left join person on person.region_id = ${scope.region} and person.id = ${person}
    left join activity on activity.region_id = ${scope.region} and activity.id = ${activity}
    left join programme on programme.region_id = ${scope.region} and programme.id = ${programme}
    left join unit unit_code on unit_code.region_id = ${scope.region} and unit_code.id = r.unit_id
    left join lateral (select name from unit_state s where s.region_id = ${scope.region} and s.unit_id = r.unit_id
      order by s.valid @> ${scope.day}::date desc, lower(s.valid) desc nulls last limit 1) unit_now on true
    where ${where}
    order by unit_code.code nulls first, person.file_order nulls first, activity.ends_at, r::text
    offset ${offset} limit ${limit}`
}

/** What a row opens to, or nothing where the figure's rows do not. */
function idOf(figure: FigureDefinition, opening: Opening): RawBuilder<unknown> {
  return figure.opens.includes(opening) ? sql.ref(`r.${opening}_id`) : sql`null::uuid`
}

function rowOf(figure: FigureDefinition, row: ListedRow): RecordRow {
  const cells = row.cells.map((cell, index) => worded(figure, figure.columns[index], cell))
  return {
    personId: row.person_id,
    activityId: row.activity_id,
    programmeId: row.programme_id,
    unitCode: row.unit_code,
    cells,
  }
}

/** Identifiers become words where the column is one of the figure's dimensions. */
function worded(
  figure: FigureDefinition,
  column: RecordColumn | undefined,
  cell: string | number | null,
): string | number | null {
  const dimension = /^r\.by_(\w+)$/.exec(column?.from ?? '')?.[1]
  return dimension === undefined || typeof cell === 'number' ? cell : wordOf(figure, dimension, cell)
}
