import { sql, type RawBuilder } from 'kysely'
import type { PeopleQuery } from '#contract/people.ts'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'

/** What a list of people is asked for: as of a day, below a unit (null: everybody in view). */
export type ListScope = { day: Day; root: string | null; query: PeopleQuery }

/** A person in a list; `unitId` is where the person counts. */
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

/** Counts the matching people; the filters' choices are those of everybody in the scope. */
export async function listTotals(work: Work, scope: ListScope): Promise<ListTotals> {
  const { rows } = await sql<ListTotals>`${roster(work, scope)}
    select count(*) filter (where ${matches(scope.query)}) as total,
      coalesce(array_agg(distinct subject order by subject) filter (where subject is not null), '{}') as subjects,
      coalesce(array_agg(distinct stage order by stage) filter (where stage is not null), '{}') as stages
    from roster`.execute(work.tx)
  return rows[0] ?? { total: 0, subjects: [], stages: [] }
}

/** One page of the matching people, in the order that was asked for. */
export async function listPage(work: Work, scope: ListScope): Promise<ListRow[]> {
  const { rows } = await sql<ListRow>`${roster(work, scope)}
    select roster.id, name, identity_number as "identityNumber", unit_id as "unitId", stage, subject, rank
    from roster ${creditsToSortBy(work, scope.query)}
    where ${matches(scope.query)}
    order by ${orderOf(scope.query)} limit ${scope.query.limit} offset ${scope.query.offset}`.execute(work.tx)
  return rows
}

/** Everybody in scope with the facts of the day. The unit's index is used also where row-level security is narrow. */
function roster({ caller }: Work, { day, root }: ListScope): RawBuilder<unknown> {
  const below =
    root === null
      ? sql``
      : sql`join units_below(${caller.region}, ${root}::uuid, ${day}::date) b on b.unit_id = c.counts_at`
  return sql`with place as materialized (
      select c.unit_id, c.counts_at from unit_counts_at(${caller.region}, ${day}::date) c ${below}
    ), roster as (
      select p.id, p.name, p.identity_number, p.file_order, c.counts_at as unit_id, s.stage, s.subject, s.rank
      from place c
      join person_state s on s.region_id = ${caller.region} and s.unit_id = c.unit_id and s.valid @> ${day}::date
      join person p on p.region_id = ${caller.region} and p.id = s.person_id
    )`
}

function matches({ q, subject, stage }: PeopleQuery): RawBuilder<unknown> {
  const found = q ? sql`roster.id in (select person_id from find_people(${q}))` : sql`true`
  const taught = subject ? sql`subject = ${subject}` : sql`true`
  const staged = stage ? sql`stage = ${stage}` : sql`true`
  return sql`${found} and ${taught} and ${staged}`
}

function creditsToSortBy({ caller }: Work, { sort, year }: PeopleQuery): RawBuilder<unknown> {
  if (sort !== 'credits') return sql``
  return sql`left join (select person_id, sum(amount) as credits from credit_balance
    where region_id = ${caller.region} and year = ${year} group by person_id) b on b.person_id = roster.id`
}

function orderOf({ sort }: PeopleQuery): RawBuilder<unknown> {
  if (sort === 'name') return sql`name collate "zh-x-icu", file_order`
  if (sort === 'credits') return sql`coalesce(credits, 0) desc, file_order`
  return sql`file_order`
}
