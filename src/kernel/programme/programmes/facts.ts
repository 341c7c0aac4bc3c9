import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Work } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'
import type { CountedActivity } from '../activities/list.ts'
import type { ProgrammeDefinition, ProgrammeFacts } from '../define.ts'
import { phaseOf } from '../registry.ts'
import { countDays } from '../slots.ts'
import { unitOfPersonOn } from '../sql.ts'
import type { Programme } from './find.ts'

/** What a system's rules may know of a programme, counted from the records that the caller sees. */
export async function factsOf(
  work: Work,
  system: ProgrammeDefinition,
  programme: Programme,
  activities: readonly CountedActivity[],
): Promise<ProgrammeFacts> {
  const held = activities.filter((activity) => activity.cancelled === null)
  return {
    activities: held.map((activity) => ({
      title: activity.title,
      phase: phaseOf(system, activity.phase),
      days: countDays({ startsAt: activity.starts_at, endsAt: activity.ends_at }),
      hours: Number(activity.hours),
    })),
    places: programme.places,
    daysToFirst: daysToFirst(programme, held),
    works: await worksByKind(work, programme.id),
    onlineHours: await onlineHours(work, programme),
    ...(await peopleOf(work, programme)),
  }
}

function daysToFirst(programme: Programme, held: readonly CountedActivity[]): number | null {
  const first = held[0] // they come in the order of time
  if (first === undefined || programme.startsOn === null) return null
  return Math.round((Date.parse(dayAt(first.starts_at)) - Date.parse(programme.startsOn)) / 86_400_000)
}

async function worksByKind({ tx, caller }: Work, programme: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ kind: string; n: number }>`select kind, count(*) as n from work
    where region_id = ${caller.region} and programme_id = ${programme} group by kind`.execute(tx)
  return new Map(rows.map((row) => [row.kind, row.n]))
}

async function onlineHours({ tx, caller }: Work, programme: Programme): Promise<number[]> {
  const { rows } = await sql<{ hours: string }>`
    select coalesce((select sum(o.hours) from online_study o where o.region_id = ${caller.region} and o.person_id = t.person_id
      and o.completed_on >= make_date(${programme.year}, 1, 1) and o.completed_on < make_date(${programme.year + 1}, 1, 1)), 0) as hours
    from (${traineesOf(caller.region, programme.id)}) t`.execute(tx)
  return rows.map((row) => Number(row.hours))
}

function traineesOf(region: number, programme: string): RawBuilder<unknown> {
  return sql`select distinct p.person_id from activity a
    join participation p on p.region_id = a.region_id and p.activity_id = a.id
    where a.region_id = ${region} and a.programme_id = ${programme} and p.role = 'trainee' and not exists (
      select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)`
}

async function peopleOf(
  { tx, caller }: Work,
  programme: Programme,
): Promise<Pick<ProgrammeFacts, 'people' | 'schools'>> {
  const on = sql`make_date(${programme.year}, 12, 31)`
  const { rows } = await sql<{ role: keyof ProgrammeFacts['people']; people: number }>`
    select p.role, count(distinct p.person_id) as people from activity a
    join participation p on p.region_id = a.region_id and p.activity_id = a.id
    where a.region_id = ${caller.region} and a.programme_id = ${programme.id} and not exists (
      select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
    group by p.role`.execute(tx)
  const schools = await sql<{
    n: number
  }>`select count(distinct ${unitOfPersonOn(caller.region, 't.person_id', on)}) as n
    from (${traineesOf(caller.region, programme.id)}) t`.execute(tx)
  const people = { trainee: 0, lecturer: 0, team: 0, organiser: 0 }
  for (const row of rows) people[row.role] = row.people
  return { people, schools: schools.rows[0]?.n ?? 0 }
}
