import { sql } from 'kysely'
import type { Day } from '#lib/dates.ts'
import type { Period } from '#lib/dated.ts'
import { SYSTEMS } from '#contract/vocabulary.ts'
import type { Locality, SchoolKind, System, UnitCategory } from '#contract/vocabulary.ts'
import type { Work } from '#kernel/call.ts'
import type { UnitFacts } from './tree.ts'

/** All units that had opened by a day, by code; a closed one as it last was. */
export async function unitsAsOf(work: Work, day: Day): Promise<UnitFacts[]> {
  const { rows } = await sql<UnitFacts>`
    select u.id, u.code, s.name, s.parent_id as "parentId", u.category, s.kind, s.urban, s.town,
      u.opened_on as "openedOn", u.closed_on as "closedOn", u.successor_id as "successorId"
    from unit u
    join (select distinct on (unit_id) unit_id, name, parent_id, kind, urban, town from unit_state
      where region_id = ${work.caller.region} and not valid >> daterange(${day}::date, ${day}::date, '[]')
      order by unit_id, lower(valid) desc nulls last) s on s.unit_id = u.id
    where u.region_id = ${work.caller.region} and (u.opened_on is null or u.opened_on <= ${day}::date)
    order by u.code`.execute(work.tx)
  return rows
}

/** How many people count at each unit itself on a day: a closed unit's at its successor. */
export async function peopleByUnit(work: Work, day: Day): Promise<Map<string, number>> {
  const { rows } = await sql<{ unit_id: string; people: number }>`
    select unit_id, people from people_by_unit(${day}::date)`.execute(work.tx)
  return new Map(rows.map((row) => [row.unit_id, row.people]))
}

/** Closed units whose people count at a unit on a day. */
export async function mergedInto(
  work: Work,
  unitId: string,
  day: Day,
): Promise<{ id: string; closed: Day }[]> {
  const { rows } = await sql<{ id: string; closed: Day }>`
    select u.id, u.closed_on as closed from unit_counts_at(${work.caller.region}, ${day}::date) c
    join unit u on u.region_id = ${work.caller.region} and u.id = c.unit_id
    where c.counts_at = ${unitId}::uuid and c.unit_id <> c.counts_at
    order by u.closed_on, u.code`.execute(work.tx)
  return rows
}

/** Whether a unit lies in what the session may open: the whole region, or its own unit with all below. */
export async function maySeeUnit(work: Work, unitId: string): Promise<boolean> {
  const { rows } = await sql<{ sees: boolean }>`
    select session_wide() or ${unitId}::uuid = any (session_units()) as sees`.execute(work.tx)
  return rows[0]?.sees === true
}

/** What held of a unit over some days, as stored. */
export type StateRow = Period & {
  name: string
  parentId: string | null
  kind: SchoolKind | null
  urban: Locality | null
  town: string | null
  document: string | null
}

/** All that ever held of a unit, oldest first. */
export async function statesOf(work: Work, unitId: string): Promise<StateRow[]> {
  const { rows } = await sql<StateRow>`
    select lower(valid) as "from", upper(valid) as "to", name, parent_id as "parentId", kind, urban, town, document
    from unit_state where region_id = ${work.caller.region} and unit_id = ${unitId}::uuid
    order by lower(valid) nulls first`.execute(work.tx)
  return rows
}

/** A unit's own row. */
export type UnitRow = {
  id: string
  code: string
  category: UnitCategory
  openedOn: Day | null
  closedOn: Day | null
  successorId: string | null
}

/** The unit with a code, or undefined; with `lock` nobody else adjusts it until this work ends. */
export async function findUnit(work: Work, code: string, lock = false): Promise<UnitRow | undefined> {
  const { rows } = await sql<UnitRow>`
    select id, code, category, opened_on as "openedOn", closed_on as "closedOn", successor_id as "successorId"
    from unit where region_id = ${work.caller.region} and code = ${code}
    ${lock ? sql`for update` : sql``}`.execute(work.tx)
  return rows[0]
}

/** Adds a unit. */
export async function insertUnit(
  work: Work,
  unit: { id: string; code: string; category: UnitCategory; openedOn: Day },
): Promise<void> {
  await sql`insert into unit (region_id, id, code, category, opened_on)
    values (${work.caller.region}, ${unit.id}, ${unit.code}, ${unit.category}, ${unit.openedOn}::date)`.execute(
    work.tx,
  )
}

/** Adds what holds of a unit from a day on. */
export async function insertState(work: Work, unitId: string, state: StateRow): Promise<void> {
  await sql`insert into unit_state (region_id, unit_id, valid, name, parent_id, kind, urban, town, document)
    values (${work.caller.region}, ${unitId}::uuid, daterange(${state.from}::date, ${state.to}::date), ${state.name},
      ${state.parentId}::uuid, ${state.kind}, ${state.urban}, ${state.town}, ${state.document})`.execute(
    work.tx,
  )
}

/** Takes away the state that began on `from`, so that another can stand in its place. */
export async function deleteState(work: Work, unitId: string, from: Day | null): Promise<void> {
  await sql`delete from unit_state where region_id = ${work.caller.region} and unit_id = ${unitId}::uuid
    and lower(valid) is not distinct from ${from}::date`.execute(work.tx)
}

/** Ends the state that began on `from` before the day `to`. */
export async function endState(work: Work, unitId: string, from: Day | null, to: Day): Promise<void> {
  await sql`update unit_state set valid = daterange(lower(valid), ${to}::date)
    where region_id = ${work.caller.region} and unit_id = ${unitId}::uuid
    and lower(valid) is not distinct from ${from}::date`.execute(work.tx)
}

/** Closes a unit on a day, with or without one where its people count from then on. */
export async function closeUnitRow(
  work: Work,
  unitId: string,
  on: Day,
  successorId: string | null,
): Promise<void> {
  await sql`update unit set closed_on = ${on}::date, successor_id = ${successorId}::uuid
    where region_id = ${work.caller.region} and id = ${unitId}::uuid`.execute(work.tx)
}

/** Codes of the units directly below one that are in force on a day. */
export async function openChildren(
  work: Work,
  unitId: string,
  day: Day,
): Promise<{ code: string; name: string }[]> {
  const { rows } = await sql<{ code: string; name: string }>`
    select u.code, s.name from unit_state s
    join unit u on u.region_id = s.region_id and u.id = s.unit_id
    where s.region_id = ${work.caller.region} and s.parent_id = ${unitId}::uuid and s.unit_id <> s.parent_id
      and s.valid @> ${day}::date and (u.closed_on is null or ${day}::date < u.closed_on)
    order by u.code`.execute(work.tx)
  return rows
}

/** Programmes of a year that a unit or one below it organises, with their activities that were not cancelled. */
export async function programmesBelow(
  work: Work,
  unitId: string,
  year: number,
): Promise<{ id: string; code: string; title: string; systemTitle: string; activities: number }[]> {
  const { region } = work.caller
  const { rows } = await sql<{ id: string; code: string; title: string; system: System; activities: number }>`
    select p.id, p.code, p.title, p.system, (select count(*)::integer from activity a
      where a.region_id = p.region_id and a.programme_id = p.id and not exists (select from activity_cancellation x
        where x.region_id = a.region_id and x.activity_id = a.id)) as activities
    from programme p
    where p.region_id = ${region} and p.year = ${year} and p.organiser_id in (
      select unit_id from units_below(${region}, ${unitId}::uuid, make_date(${year}, 12, 31)))
    order by p.code`.execute(work.tx)
  return rows.map(({ system, ...row }) => ({ ...row, systemTitle: SYSTEMS[system] ?? system }))
}
