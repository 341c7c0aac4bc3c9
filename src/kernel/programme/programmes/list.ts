import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type * as z from 'zod'
import type { programmes, ProgrammeRow } from '#contract/programme.ts'
import { LEVELS } from '#contract/vocabulary.ts'
import type { Work } from '#kernel/call.ts'
import type { Systems } from '../registry.ts'
import { actionOf } from '#kernel/action.ts'
import { unitNameOn } from '../sql.ts'

type Query = z.output<NonNullable<(typeof programmes)['query']>>
type Reply = z.input<NonNullable<(typeof programmes)['reply']>>

/** A programme with what is counted of it; people who are hidden from the caller are not counted. */
type Row = {
  id: string
  code: string
  title: string
  system: string
  level: string
  year: number
  organiser_code: string
  organiser_name: string
  starts_on: string | null
  ends_after: string | null
  places: number | null
  budget: string | null
  category: string | null
  activities: number
  enrolled: number
  recognised: number
}

/** The programmes of a year that fit the filters, with totals over all of them. */
export async function listProgrammes(work: Work, systems: Systems, query: Query): Promise<Reply> {
  const rows = await countedProgrammes(work, fitting(work, query))
  const sum = (pick: (row: Row) => number): number => rows.reduce((total, row) => total + pick(row), 0)
  const { role } = work.caller
  return {
    total: rows.length,
    rows: rows.slice(query.offset, query.offset + query.limit).map((row) => programmeRowOf(row, systems)),
    totals: {
      activities: sum((row) => row.activities),
      enrolled: sum((row) => row.enrolled),
      recognised: sum((row) => row.recognised),
    },
    actions: [actionOf('create', role === 'leader' ? '局领导账号只查看，不修改。' : null)],
  }
}

function fitting({ caller }: Work, query: Query): RawBuilder<unknown> {
  const conditions = [sql`p.year = ${query.year}`]
  if (query.system !== undefined) conditions.push(sql`p.system = ${query.system}`)
  if (query.level !== undefined) conditions.push(sql`p.level = ${query.level}`)
  if (query.unit !== undefined) conditions.push(organisedBelow(caller.region, query.unit, query.year))
  const words = query.q?.trim() ?? ''
  if (words !== '') {
    const pattern = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    conditions.push(sql`(p.title ilike ${pattern} or p.code ilike ${pattern})`)
  }
  return sql.join(conditions, sql` and `)
}

/** Programmes whose organiser is the unit of a code or below it, as of the last day of a year. */
export function organisedBelow(region: number, code: string, year: number): RawBuilder<unknown> {
  return sql`p.organiser_id in (select b.unit_id from unit u, units_below(${region}, u.id, make_date(${year}, 12, 31)) b
    where u.region_id = ${region} and u.code = ${code})`
}

/** Programmes by a condition on `p`, counted; in the order of their codes. */
export async function countedProgrammes(
  { tx, caller }: Work,
  condition: RawBuilder<unknown>,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with wanted as materialized (select p.* from programme p where p.region_id = ${caller.region} and ${condition}),
    held as materialized (
      select a.id, a.programme_id from activity a join wanted w on w.id = a.programme_id
      where a.region_id = ${caller.region} and not exists (select from activity_cancellation x
        where x.region_id = a.region_id and x.activity_id = a.id)
    ),
    counted as (
      select h.programme_id, count(distinct h.id) as activities, count(t.person_id) as enrolled,
        count(*) filter (where t.recognised) as recognised
      from held h left join participation t
        on t.region_id = ${caller.region} and t.activity_id = h.id and t.role = 'trainee'
      group by h.programme_id
    )
    select p.id, p.code, p.title, p.system, p.level, p.year, o.code as organiser_code,
      ${unitNameOn(caller.region, 'p.organiser_id', sql`make_date(p.year, 12, 31)`)} as organiser_name,
      p.starts_on, p.ends_after, p.places, p.budget, p.category,
      coalesce(c.activities, 0) as activities, coalesce(c.enrolled, 0) as enrolled, coalesce(c.recognised, 0) as recognised
    from wanted p join unit o on o.region_id = p.region_id and o.id = p.organiser_id
    left join counted c on c.programme_id = p.id
    order by p.code`.execute(tx)
  return rows
}

/** A programme as lists show it. */
export function programmeRowOf(row: Row, systems: Systems): ProgrammeRow {
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    system: row.system,
    systemTitle: systems.title(row.system),
    level: row.level,
    levelWord: levelWord(row.level),
    organiser: { code: row.organiser_code, name: row.organiser_name },
    year: row.year,
    startsOn: row.starts_on,
    endsOn: row.ends_after,
    places: row.places,
    budget: row.budget === null ? null : Number(row.budget),
    category: row.category,
    activities: row.activities,
    enrolled: row.enrolled,
    recognised: row.recognised,
  }
}

function levelWord(level: string): string {
  return Object.entries(LEVELS).find(([id]) => id === level)?.[1] ?? level
}
