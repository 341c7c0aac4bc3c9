import { sql, type RawBuilder } from 'kysely'
import type { TitleState } from '#contract/title.ts'
import type { Level, Locality } from '#contract/vocabulary.ts'
import type { Work } from '#kernel/call.ts'
import { people } from '#kernel/figures/places.ts'
import { yearOf, type Day } from '#lib/dates.ts'
import { ENDING_DAYS } from './define.ts'

/** A term of a title, with where its holder counts on a day. */
export type Term = {
  id: string
  personId: string
  name: string
  unitId: string | null
  unitCode: string | null
  unitName: string | null
  urban: Locality | null
  /** Whether the holder still works in the region. */
  posted: boolean
  title: string
  level: Level
  on: Day
  until: Day | null
  endedOn: Day | null
  why: string | null
}

/** Which terms: as of a day, in a state, of some titles, units or people. */
export type TermFilter = {
  day: Day
  state: TitleState
  titles?: readonly string[] | undefined
  rural?: boolean | undefined
  /** Units by id; null is the whole region. */
  units?: readonly string[] | null
  q?: string | undefined
  people?: readonly string[] | undefined
  /** `person title` of those whose last result speaks for an end. */
  failed?: readonly string[]
}

/** Every term that the session sees with its holder and place; conditions are the caller's. */
function terms({ caller, now }: Work, day: Day): RawBuilder<unknown> {
  const scope = { region: caller.region, year: yearOf(day), from: day, day, now }
  return sql`(
    select t.id, t.person_id as "personId", p.name, p.name_initials, p.file_order, u.code as "unitCode",
      coalesce(s.name, u.code) as "unitName", w.unit_id as "unitId", w.urban, coalesce(not w.gone, false) as posted, t.title, t.level,
      t.named_on as "on", t.ends_after as until, t.ended_on as "endedOn", t.why,
      t.named_on <= ${day}::date and (t.ends_after is null or t.ends_after >= ${day}::date) as standing
    from title_term t
    join person p on p.region_id = t.region_id and p.id = t.person_id
    left join ${people(scope)} w on w.person_id = t.person_id
    left join unit u on u.region_id = t.region_id and u.id = w.unit_id
    left join unit_state s on s.region_id = t.region_id and s.unit_id = w.unit_id and s.valid @> ${day}::date
    where t.region_id = ${caller.region}
  )`
}

function inState(state: TitleState, day: Day, failed: readonly string[]): RawBuilder<unknown> {
  const doubtful = sql`(not t.posted or (t."personId"::text || ' ' || t.title) = any (${[...failed]}::text[]))`
  switch (state) {
    case 'in-force':
      return sql`t.standing and t.posted`
    case 'ending':
      return sql`t.standing and t.posted and t.until <= ${day}::date + ${ENDING_DAYS}::integer`
    case 'doubtful':
      return sql`t.standing and ${doubtful}`
    case 'ended':
      return sql`t."endedOn" <= ${day}::date`
  }
}

function fitting(filter: TermFilter): RawBuilder<unknown> {
  const { day, state, titles = null, rural = false, units = null, q = null, people: ids = null } = filter
  const like = q === null ? null : `%${q.replaceAll(/[%_\\]/g, '')}%`
  return sql`${inState(state, day, filter.failed ?? [])}
    and (${titles === null ? null : [...titles]}::text[] is null or t.title = any (${titles === null ? null : [...titles]}::text[]))
    and (not ${rural}::boolean or t.urban = 'rural')
    and (${units === null ? null : [...units]}::uuid[] is null or t."unitId" = any (${units === null ? null : [...units]}::uuid[]))
    and (${like}::text is null or t.name like ${like} or t.name_initials like lower(${like}))
    and (${ids === null ? null : [...ids]}::uuid[] is null or t."personId" = any (${ids === null ? null : [...ids]}::uuid[]))`
}

/** A page of terms: those that end first where that is what is asked, else in the order of the file. */
export async function findTerms(
  work: Work,
  filter: TermFilter,
  page: { offset: number; limit: number } = { offset: 0, limit: 100_000 },
): Promise<Term[]> {
  const first = filter.state === 'ending' ? sql`t.until, ` : sql``
  const { rows } =
    await sql<Term>`select t.id, t."personId", t.name, t."unitId", t."unitCode", t."unitName", t.urban, t.posted, t.title,
      t.level, t."on", t.until, t."endedOn", t.why from ${terms(work, filter.day)} t
    where ${fitting(filter)} order by ${first}t.file_order, t."on" desc, t.title offset ${page.offset} limit ${page.limit}`.execute(
      work.tx,
    )
  return rows
}

/** How many terms fit. */
export async function countTerms(work: Work, filter: TermFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from ${terms(work, filter.day)} t
    where ${fitting(filter)}`.execute(work.tx)
  return rows[0]?.n ?? 0
}

/** All terms of one person, the newest first. */
export async function termsOfPerson(work: Work, person: string, day: Day): Promise<Term[]> {
  const { rows } =
    await sql<Term>`select t.id, t."personId", t.name, t."unitId", t."unitCode", t."unitName", t.urban, t.posted, t.title,
      t.level, t."on", t.until, t."endedOn", t.why from ${terms(work, day)} t
    where t."personId" = ${person}::uuid order by t."on" desc, t.title`.execute(work.tx)
  return rows
}

/** How many teachers are on file on a day: the base of the pyramid. */
export async function countTeachers(work: Work, day: Day): Promise<{ people: number; rural: number }> {
  const scope = { region: work.caller.region, year: yearOf(day), from: day, day, now: work.now }
  const { rows } = await sql<{ people: number; rural: number }>`
    select count(distinct w.person_id)::integer as people,
      count(distinct w.person_id) filter (where w.urban = 'rural')::integer as rural
    from ${people(scope)} w where not w.gone`.execute(work.tx)
  return rows[0] ?? { people: 0, rural: 0 }
}

/** The round in which the holders of a title were appraised for a year. */
export type RoundOfTitle = { year: number; title: string; appraisal: string }

/** The rounds from a year on, the newest first. */
export async function titleRoundsSince({ tx, caller }: Work, year: number): Promise<RoundOfTitle[]> {
  const { rows } =
    await sql<RoundOfTitle>`select year::integer as year, title, appraisal_id as appraisal from title_appraisal
    where region_id = ${caller.region} and year >= ${year} order by year desc, title`.execute(tx)
  return rows
}

/** Writes down that the holders of a title are appraised in a round. The database refuses a second of a year. */
export async function insertTitleRound({ tx }: Work, round: RoundOfTitle): Promise<void> {
  await sql`insert into title_appraisal (year, title, appraisal_id) values (${round.year}, ${round.title}, ${round.appraisal})`.execute(
    tx,
  )
}

/** An allowance that was paid and stands. */
export type PaidAllowance = {
  person: string
  title: string
  year: number
  band: string
  amount: number
  entry: string
  on: Day
}

/** Allowances that were paid: of a year, or of a person. */
export async function paidAllowances(
  { tx, caller }: Work,
  { year = null, person = null }: { year?: number | null; person?: string | null },
): Promise<PaidAllowance[]> {
  const { rows } =
    await sql<PaidAllowance>`select a.person_id as person, a.title, a.year::integer as year, a.band,
      a.amount::float8 as amount, a.entry_id as entry, (a.paid_at at time zone 'Asia/Shanghai')::date as "on" from title_allowance a
    where a.region_id = ${caller.region} and a.undone_at is null and (${year}::integer is null or a.year = ${year}::integer)
      and (${person}::uuid is null or a.person_id = ${person}::uuid) order by a.year desc, a.title`.execute(
      tx,
    )
  return rows
}

/** What is written down of a paid list, all under one entry. */
export type NewAllowance = { id: string; person: string; title: string; band: string; amount: number }

/** Writes a paid list down. The database refuses a title and year of somebody twice. */
export async function insertAllowances(
  { tx }: Work,
  { year, entry }: { year: number; entry: string },
  rows: readonly NewAllowance[],
): Promise<void> {
  await sql`insert into title_allowance (id, person_id, title, year, band, amount, entry_id)
    select n.id, n.person, n.title, ${year}::smallint, n.band, n.amount, ${entry}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, person uuid, title text, band text, amount numeric)`.execute(
    tx,
  )
}
