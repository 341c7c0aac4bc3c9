import { sql, type RawBuilder } from 'kysely'
import type { PeopleQuery } from '#contract/people.ts'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'

/** What a list is asked for: as of a day, below a unit and among some people (null: all that are in view). */
export type ListScope = { day: Day; root: string | null; found: readonly string[] | null; query: PeopleQuery }

/** A person in a list; `unitId` is the unit of the posting, which may be closed by now. */
export type ListRow = {
  id: string
  name: string
  identityNumber: string
  unitId: string
  stage: string | null
  subject: string | null
  rank: string | null
}

/** The totals of a list and what its filters can be set to. */
export type ListTotals = { total: number; subjects: string[]; stages: string[] }

/** The people whom a text finds, as a set for the queries below; null where nothing is looked for. */
export async function idsFound(work: Work, text: string | undefined): Promise<string[] | null> {
  if (!text) return null
  const { rows } = await sql<{ person_id: string }>`select person_id from find_people(${text})`.execute(
    work.tx,
  )
  return rows.map((row) => row.person_id)
}

/** Counts the matching people; the filters' choices are those of everybody in the scope. */
export async function listTotals(work: Work, scope: ListScope): Promise<ListTotals> {
  const { rows } = await sql<ListTotals>`with ${placesOf(work, scope)},
    fact as (
      select s.subject, s.stage, count(*) filter (where ${among('s.person_id', scope.found)}) as people
      from person_state s ${scope.root === null ? sql`` : sql`join place c on c.unit_id = s.unit_id`}
      where s.region_id = ${work.caller.region} and holds_on(s.valid, ${scope.day}::date)
      group by s.subject, s.stage)
    select coalesce(sum(people) filter (where ${fits(scope.query)}), 0)::integer as total,
      coalesce(array_agg(distinct subject order by subject) filter (where subject is not null), '{}') as subjects,
      coalesce(array_agg(distinct stage order by stage) filter (where stage is not null), '{}') as stages
    from fact`.execute(work.tx)
  return rows[0] ?? { total: 0, subjects: [], stages: [] }
}

/** One page of the matching people, in the order that was asked for. */
export async function listPage(work: Work, scope: ListScope): Promise<ListRow[]> {
  const { query } = scope
  const { rows } = await sql<ListRow>`with ${placesOf(work, scope)}
    select p.id, p.name, p.identity_number as "identityNumber", s.unit_id as "unitId", s.stage, s.subject, s.rank
    from ${scope.root === null ? everybody(work, scope) : thosePlaced(work, scope)} ${creditsToSortBy(work, scope)}
    where p.region_id = ${work.caller.region} and ${among('p.id', scope.found)} and ${fits(query)}
    order by ${orderOf(query)} limit ${query.limit} offset ${query.offset}`.execute(work.tx)
  return rows
}

/** The units of the scope with all whose people count there. */
function placesOf({ caller }: Work, { day, root }: ListScope): RawBuilder<unknown> {
  return sql`place as materialized (select c.unit_id from unit_counts_at(${caller.region}, ${day}::date) c
    join units_below(${caller.region}, ${root}::uuid, ${day}::date) b on b.unit_id = c.counts_at)`
}

function everybody({ caller }: Work, { day }: ListScope): RawBuilder<unknown> {
  return sql`person p join person_state s
    on s.region_id = ${caller.region} and s.person_id = p.id and holds_on(s.valid, ${day}::date)`
}

function thosePlaced({ caller }: Work, { day }: ListScope): RawBuilder<unknown> {
  return sql`place c
    join person_state s on s.region_id = ${caller.region} and s.unit_id = c.unit_id and holds_on(s.valid, ${day}::date)
    join person p on p.region_id = s.region_id and p.id = s.person_id`
}

function among(column: string, found: readonly string[] | null): RawBuilder<unknown> {
  return found === null ? sql`true` : sql`${sql.ref(column)} = any (${found}::uuid[])`
}

function fits({ subject, stage }: PeopleQuery): RawBuilder<unknown> {
  const taught = subject ? sql`subject = ${subject}` : sql`true`
  const staged = stage ? sql`stage = ${stage}` : sql`true`
  return sql`${taught} and ${staged}`
}

function creditsToSortBy({ caller }: Work, { query, root }: ListScope): RawBuilder<unknown> {
  if (query.sort !== 'credits') return sql``
  const ofYear = sql`from credit_balance b where b.region_id = ${caller.region} and b.year = ${query.year}`
  if (root === null) {
    return sql`left join (select b.person_id, sum(b.amount) as credits ${ofYear} group by b.person_id) b on b.person_id = p.id`
  }
  return sql`left join lateral (select sum(b.amount) as credits ${ofYear} and b.person_id = p.id) b on true`
}

function orderOf({ sort }: PeopleQuery): RawBuilder<unknown> {
  if (sort === 'name') return sql`p.name collate "zh-x-icu", p.file_order`
  if (sort === 'credits') return sql`coalesce(credits, 0) desc, p.file_order`
  return sql`p.file_order`
}
