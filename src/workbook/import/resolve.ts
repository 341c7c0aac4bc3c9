/** References, periods and duplicates of a staged sheet, found set by set; what passes is ready to be taken in. */
import { sql } from 'kysely'
import type { CellError } from '#contract/import-report.ts'
import type { Work } from '#kernel/call.ts'
import { maskIdentityNumber } from '#lib/identity-number.ts'
import type { Column } from '../columns.ts'
import { SHEETS, type Sheet, type SheetName, type Target } from '../sheets.ts'
import { columnOf, stageOf } from './stage.ts'

/** How a code or number is looked up, region first. */
const LOOKUPS: Readonly<Record<Target, { table: string; key: string; what: string }>> = {
  unit: { table: 'unit', key: 'code', what: '单位' },
  teacher: { table: 'person', key: 'identity_number', what: '教师' },
  programme: { table: 'programme', key: 'code', what: '项目' },
  activity: { table: 'activity', key: 'code', what: '活动' },
}

/** Name of the table of rows that passed: the stage's columns, but an id in the place of each reference. */
export function readyOf(sheet: SheetName): string {
  return `ready_${stageOf(sheet)}`
}

/** A check beyond the sheet's data: a condition that is false where the row is at fault. */
export type ExtraCheck = {
  name: string
  join: string
  sound: string
  property: string
  code: CellError['code']
  message: (row: FaultRow) => string
}
export type FaultRow = Readonly<Record<string, unknown>>

/**
 * Builds `readyOf(sheet)` and tells what was refused. Cells first (references and extra checks), then, where all
 * cells pass, period and duplicate: the first row that can stand keeps the key.
 */
export async function resolveSheet(
  work: Work,
  sheet: SheetName,
  titles: readonly string[],
  extra: readonly ExtraCheck[] = [],
): Promise<CellError[]> {
  const shape: Sheet = SHEETS[sheet]
  const references = Object.entries(shape.references)
  await sql.raw(checkedTable(sheet, work.caller.region, references, shape.key, extra)).execute(work.tx)
  const faults = await faultsOf(work, sheet)
  if (faults.length > 0) await sql.raw(`delete from ${readyOf(sheet)} where ${AT_FAULT}`).execute(work.tx)
  // of one column: the planner needs to know how many rows there are, not what their texts are like
  await sql.raw(`analyze ${readyOf(sheet)} (part)`).execute(work.tx)
  return faults.flatMap((row) => errorsOf(sheet, titles, row, references, extra))
}

const AT_FAULT = 'not sound or period is not null or repeated'

/** The texts that were looked up are told, so they come from the stage. */
async function faultsOf({ tx }: Work, sheet: SheetName): Promise<readonly FaultRow[]> {
  const { rows } = await sql
    .raw<FaultRow>(
      `select s.*, c.* from (select * from ${readyOf(sheet)} where ${AT_FAULT}) c
       join ${stageOf(sheet)} s on s.part = c.part and s.row = c.row order by c.part, c.row`,
    )
    .execute(tx)
  return rows
}

function checkedTable(
  sheet: SheetName,
  region: number,
  references: [string, Target][],
  key: readonly string[],
  extra: readonly ExtraCheck[],
): string {
  const found = references.map(([p], i) => `r${i}.id as ${columnOf(p)}_id`)
  const joins = references.map(([p, target], i) => {
    const { table, key: by } = LOOKUPS[target]
    return `left join ${table} r${i} on r${i}.region_id = ${region} and r${i}.${by} = s.${columnOf(p)}`
  })
  const flags = [
    ...references.map(
      ([p], i) => `(s.${columnOf(p)} is null or r${i}.id is not null) as ${columnOf(p)}_found`,
    ),
    ...extra.map((check) => `(${check.sound}) as ${check.name}`),
  ]
  const all = [...references.map(([p]) => `${columnOf(p)}_found`), ...extra.map((check) => check.name)]
  const columns = [...ownColumns(sheet, references), ...found, ...flags].join(', ')
  return `create temporary table ${readyOf(sheet)} on commit drop as
    with looked_up as (select ${columns} from ${stageOf(sheet)} s ${joins.join(' ')} ${extra.map((c) => c.join).join(' ')}),
    judged as (select *, ${['not faulty', ...all].join(' and ')} as sound from looked_up)
    select *, ${repeated(key, references)} as repeated from judged`
}

/** What is carried on: rows are sorted and copied, and texts that stand for an id would be a third of them. */
function ownColumns(sheet: SheetName, references: [string, Target][]): string[] {
  const referring = new Set(references.map(([p]) => p))
  const own = Object.keys(SHEETS[sheet].columns).filter((property) => !referring.has(property))
  return ['part', 'row', 'faulty', 'period', ...own.map(columnOf)].map((column) => `s.${column}`)
}

/**
 * True where an earlier row of the same key can stand. Ids sort faster than the texts they stand for, and faster in front
 * of what is the same in nearly all rows.
 */
function repeated(key: readonly string[], references: [string, Target][]): string {
  if (key.length === 0) return 'false'
  const referring = new Set(references.map(([p]) => p))
  const parts = key.map((p) => (referring.has(p) ? `${columnOf(p)}_id` : columnOf(p)))
  return `(sound and coalesce(bool_or(period is null) over (partition by ${parts.join(', ')}, sound order by part, row
    rows between unbounded preceding and 1 preceding), false))`
}

function errorsOf(
  sheet: SheetName,
  titles: readonly string[],
  row: FaultRow,
  references: [string, Target][],
  extra: readonly ExtraCheck[],
): CellError[] {
  const columns: Readonly<Record<string, Column>> = SHEETS[sheet].columns
  const error = (property: string, code: CellError['code'], message: string): CellError => ({
    sheet: titles[Number(row['part'])] ?? sheet,
    row: Number(row['row']),
    column: columns[property]?.head ?? property,
    code,
    message,
  })
  if (row['sound'] === true) return rowErrors(sheet, row, error)
  const missing = references
    .filter(([p]) => row[`${columnOf(p)}_found`] === false)
    .map(([p, target]) =>
      error(p, 'reference', reference(columns[p]?.head ?? p, String(row[columnOf(p)]), LOOKUPS[target].what)),
    )
  const failed = extra
    .filter((check) => row[check.name] === false)
    .map((check) => error(check.property, check.code, check.message(row)))
  return [...missing, ...failed].toSorted((a, b) => place(sheet, a) - place(sheet, b))
}

type MakeError = (property: string, code: CellError['code'], message: string) => CellError

function rowErrors(sheet: SheetName, row: FaultRow, error: MakeError): CellError[] {
  const { period, key }: Sheet = SHEETS[sheet]
  const errors: CellError[] = []
  const first = key[0]
  if (row['repeated'] === true && first !== undefined)
    errors.push(error(first, 'duplicate', repeatedWords(sheet)))
  if (typeof row['period'] === 'string' && period) errors.push(error(period[1], 'period', row['period']))
  return errors.toSorted((a, b) => place(sheet, a) - place(sheet, b))
}

/** Where an error's column stands among its sheet's columns. */
export function place(sheet: SheetName, error: CellError): number {
  return Object.values<Column>(SHEETS[sheet].columns).findIndex((column) => column.head === error.column)
}

/** Says that a code or number points to nothing; identity numbers are masked. */
export function reference(head: string, value: string, what: string): string {
  const shown = what === '教师' ? maskIdentityNumber(value) : value
  return `“${head}”填的“${shown}”在本区域和本文件的“${what}”里都没有（被拒绝的行不算）；请核对，或先在“${what}”表里补上。`
}

/** Says that a row repeats the key of an earlier one. */
export function repeatedWords(sheet: SheetName): string {
  const columns: Readonly<Record<string, Column>> = SHEETS[sheet].columns
  const heads = SHEETS[sheet].key.map((p) => columns[p]?.head).join('、')
  return `与前面一行重复（${heads}相同），以前面一行为准；如果是另一条记录，请改正上述各列。`
}
