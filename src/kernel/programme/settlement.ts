import { sql } from 'kysely'
import type { Fraction } from '#lib/fraction.ts'
import type { Role } from '#contract/vocabulary.ts'
import type { Work } from '../call.ts'
import { DEFAULT_LEAST_RATE, recognise } from './recognition.ts'

/** A participation as settlement finds it. */
type Row = {
  activity_id: string
  person_id: string
  role: Role
  was_attended: number
  was_recognised: boolean
  attended: number
  /** Cancelled, or of a project whose recognition is not decided yet. */
  uncounted: boolean
  hours: string
  slots: number
  year: number
  category: string | null
}

/** What was recognised of one participation, exactly. */
export type Recognised = {
  activity: string
  person: string
  role: Role
  hours: Fraction
  year: number
  category: string | null
}

/** The least rate of a year and category, or null where the policy has none. */
export type LeastRate = (year: number, category: string | null) => string | null

/**
 * Turns attendance into recognition: counts what each person of the activities attended, applies the rule, and
 * stores what changed. A cancelled activity recognises nobody.
 * @returns what is recognised now.
 */
export async function recogniseActivities(
  work: Work,
  activities: readonly string[],
  leastRate: LeastRate,
): Promise<Recognised[]> {
  await lock(work, activities)
  const outcome = await outcomesOf(work, activities, leastRate)
  await store(
    work,
    outcome.filter(
      ({ row, recognised }) => row.was_attended !== row.attended || row.was_recognised !== recognised,
    ),
  )
  await sql`update activity set settled_at = ${work.now}
    where region_id = ${work.caller.region} and id = any (${activities}::uuid[])`.execute(work.tx)
  return recognisedOf(outcome)
}

/** What would be recognised at other least rates; nothing is stored, nobody waits. */
export async function recognisedUnder(
  work: Work,
  activities: readonly string[],
  leastRate: LeastRate,
): Promise<Recognised[]> {
  return recognisedOf(await outcomesOf(work, activities, leastRate))
}

type Outcome = { row: Row; recognised: boolean; hours: Fraction }

async function outcomesOf(
  work: Work,
  activities: readonly string[],
  leastRate: LeastRate,
): Promise<Outcome[]> {
  const rows = await participations(work, activities)
  return rows.map((row) => ({ row, ...recognitionOf(row, leastRate(row.year, row.category)) }))
}

function recognisedOf(outcome: readonly Outcome[]): Recognised[] {
  return outcome
    .filter((o) => o.recognised)
    .map(({ row, hours }) => ({
      activity: row.activity_id,
      person: row.person_id,
      role: row.role,
      hours,
      year: row.year,
      category: row.category,
    }))
}

function recognitionOf(row: Row, leastRate: string | null): { recognised: boolean; hours: Fraction } {
  const outcome = recognise({ ...row, leastRate: leastRate ?? DEFAULT_LEAST_RATE })
  return row.uncounted ? { recognised: false, hours: outcome.hours } : outcome
}

/** Two settlements of one activity would both award: one waits for the other. */
async function lock({ tx, caller }: Work, activities: readonly string[]): Promise<void> {
  await sql`select from activity where region_id = ${caller.region} and id = any (${activities}::uuid[])
    order by id for update`.execute(tx)
}

/**
 * Three plain look-ups, put together here: one joined statement, planned before the statistics know of an import's
 * rows, was seen to compare every participation with every check-in.
 */
async function participations(work: Work, activities: readonly string[]): Promise<Row[]> {
  const facts = new Map((await activityFacts(work, activities)).map((fact) => [fact.id, fact]))
  const came = await attendedOf(work, [...facts.values()])
  const { rows } = await sql<RosterRow>`
    select activity_id, person_id, role, attended as was_attended, recognised as was_recognised from participation
    where region_id = ${work.caller.region} and activity_id = any (${activities}::uuid[])`.execute(work.tx)
  return rows.flatMap((row) => {
    const fact = facts.get(row.activity_id)
    return fact === undefined
      ? []
      : [{ ...fact, ...row, attended: came.get(`${row.activity_id}|${row.person_id}`) ?? 0 }]
  })
}

type RosterRow = Pick<Row, 'activity_id' | 'person_id' | 'role' | 'was_attended' | 'was_recognised'>
type ActivityFact = Pick<Row, 'uncounted' | 'hours' | 'slots' | 'year' | 'category'> & { id: string }

/**
 * Of a project whose case has recognised fewer hours than were held, the activities count in the order in which they
 * were held until those hours are used up.
 */
async function activityFacts({ tx, caller }: Work, activities: readonly string[]): Promise<ActivityFact[]> {
  const { rows } = await sql<ActivityFact>`
    select a.id, r.hours, a.slots, a.year, g.category,
      exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
        or (h.programme_id is not null and (h.released_at is null or r.hours = 0)) as uncounted
    from activity a
    join programme g on g.region_id = a.region_id and g.id = a.programme_id
    left join programme_hold h on h.region_id = a.region_id and h.programme_id = a.programme_id
    cross join lateral (select case when h.hours is null then a.hours else least(a.hours, greatest(0, h.hours - (
      select coalesce(sum(b.hours), 0) from activity b
      where b.region_id = a.region_id and b.programme_id = a.programme_id and (b.starts_at, b.id) < (a.starts_at, a.id)
        and not exists (select from activity_cancellation y where y.region_id = b.region_id and y.activity_id = b.id)))) end as hours) r
    where a.region_id = ${caller.region} and a.id = any (${activities}::uuid[])`.execute(tx)
  return rows
}

/** Slots with 出勤 or 迟到 by activity and person; slots that the activity no longer has do not count. */
async function attendedOf(
  { tx, caller }: Work,
  facts: readonly ActivityFact[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ activity_id: string; person_id: string; attended: number }>`
    select t.activity_id, t.person_id, count(*) as attended
    from unnest(${facts.map((fact) => fact.id)}::uuid[], ${facts.map((fact) => fact.slots)}::smallint[]) f(id, slots)
    join attendance t on t.region_id = ${caller.region} and t.activity_id = f.id and t.slot <= f.slots
    where t.status in ('present', 'late') group by t.activity_id, t.person_id`.execute(tx)
  return new Map(rows.map((row) => [`${row.activity_id}|${row.person_id}`, row.attended]))
}

async function store(
  { tx, caller }: Work,
  changed: readonly { row: Row; recognised: boolean }[],
): Promise<void> {
  if (changed.length === 0) return
  await sql`
    update participation p set attended = n.attended, recognised = n.recognised
    from unnest(${changed.map((c) => c.row.activity_id)}::uuid[], ${changed.map((c) => c.row.person_id)}::uuid[],
      ${changed.map((c) => c.row.role)}::text[], ${changed.map((c) => c.row.attended)}::smallint[],
      ${changed.map((c) => c.recognised)}::boolean[]) n(activity_id, person_id, role, attended, recognised)
    where p.region_id = ${caller.region} and p.activity_id = n.activity_id and p.person_id = n.person_id and p.role = n.role`.execute(
    tx,
  )
}
