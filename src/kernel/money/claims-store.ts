import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ClaimState } from '#contract/money-rules.ts'
import type { CascadeGrade } from '#contract/money.ts'
import type { Work } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'

/** Somebody's journey to an activity of a higher level, with what came of it. */
export type Journey = {
  activityId: string
  activityTitle: string
  endsOn: string
  endsAt: Date
  days: number
  personId: string
  personName: string
  unitId: string
  passedOnId: string | null
  passedOnTitle: string | null
  grade: CascadeGrade | null
  paid: { item: string; claimed: number; paid: number; on: string }[] | null
  state: ClaimState
}

/** What journeys are looked for. */
export type JourneyFilter = {
  /** Null looks through all years. */
  year: number | null
  ids: readonly string[] | null
  activity?: string | undefined
  person?: string | undefined
}

/**
 * Who was sent out owes a second-level training: trainees, recognised, in programmes above the county, each with the
 * first second-level training that they led afterwards, its newest grade, and what was paid.
 */
function journeys({ caller, now }: Work, filter: JourneyFilter): RawBuilder<unknown> {
  const { year, ids } = filter
  const [activity, person] = [filter.activity ?? null, filter.person ?? null]
  return sql`
    select a.id as "activityId", a.title as "activityTitle", a.ends_at as "endsAt",
      (a.ends_at at time zone 'Asia/Shanghai')::date as "endsOn",
      (a.ends_at at time zone 'Asia/Shanghai')::date - (a.starts_at at time zone 'Asia/Shanghai')::date + 1 as days,
      n.id as "personId", n.name as "personName", n.file_order, c.counts_at as "unitId",
      led.id as "passedOnId", led.title as "passedOnTitle", g.grade, paid.lines as paid,
      case when paid.lines is not null then 'paid' when g.grade is not null then 'graded'
        when led.id is not null then 'passed-on' else 'owes' end as state
    from programme p
    join activity a on a.region_id = p.region_id and a.programme_id = p.id ${year === null ? sql`` : sql`and a.year = ${year}`} and a.ends_at <= ${now}
    join participation t on t.region_id = a.region_id and t.activity_id = a.id and t.role = 'trainee' and t.recognised
    join person n on n.region_id = t.region_id and n.id = t.person_id
    join person_state s on s.region_id = n.region_id and s.person_id = n.id and s.valid @> ${dayAt(now)}::date
    join unit_counts_at(${caller.region}, ${dayAt(now)}::date) c on c.unit_id = s.unit_id
    left join lateral (
      select b.id, b.title from participation l
      join activity b on b.region_id = l.region_id and b.id = l.activity_id and b.ends_at > a.ends_at and b.ends_at <= ${now}
      join programme q on q.region_id = b.region_id and q.id = b.programme_id and q.system = 'cascade-training'
      where l.region_id = t.region_id and l.person_id = t.person_id and l.role = 'lecturer' and l.recognised
      order by b.ends_at, b.id limit 1) led on true
    left join lateral (select grade from cascade_grade g where g.region_id = t.region_id and g.activity_id = a.id
      and g.person_id = t.person_id order by graded_at desc limit 1) g on true
    left join lateral (select jsonb_agg(jsonb_build_object('item', x.item, 'claimed', x.claimed, 'paid', x.paid,
        'on', to_char(x.paid_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by x.item) as lines
      from travel_claim x where x.region_id = t.region_id and x.activity_id = a.id and x.person_id = t.person_id
        and x.undone_at is null) paid on true
    where p.region_id = ${caller.region} and p.level in ('national', 'province', 'city') and p.system <> 'cascade-training'
      and not exists (select from activity_cancellation z where z.region_id = a.region_id and z.activity_id = a.id)
      and (${ids}::uuid[] is null or c.counts_at = any (${ids}::uuid[]))
      and (${activity}::uuid is null or a.id = ${activity}::uuid) and (${person}::uuid is null or n.id = ${person}::uuid)`
}

/** A page of journeys, those that still want something first. */
export async function journeysOf(
  work: Work,
  filter: JourneyFilter & { state?: ClaimState | undefined; offset: number; limit: number },
): Promise<Journey[]> {
  const { rows } = await sql<Journey>`select * from (${journeys(work, filter)}) j
    where ${filter.state ?? null}::text is null or state = ${filter.state ?? null}
    order by array_position(array['passed-on', 'graded', 'owes', 'paid'], state), "endsAt" desc, file_order, "activityId"
    offset ${filter.offset} limit ${filter.limit}`.execute(work.tx)
  return rows
}

/** How many journeys stand where. */
export async function journeyCounts(work: Work, filter: JourneyFilter): Promise<Record<ClaimState, number>> {
  const { rows } = await sql<{ state: ClaimState; n: number }>`
    select state, count(*)::integer as n from (${journeys(work, filter)}) j group by state`.execute(work.tx)
  const counts: Record<ClaimState, number> = { owes: 0, 'passed-on': 0, graded: 0, paid: 0 }
  for (const { state, n } of rows) counts[state] = n
  return counts
}

/** Grades a second-level training; the newest counts. */
export async function insertGrade(
  { tx }: Work,
  journey: Pick<Journey, 'activityId' | 'personId' | 'passedOnId'>,
  grade: CascadeGrade,
  because: string,
): Promise<void> {
  await sql`insert into cascade_grade (activity_id, person_id, grade, passed_on_id, because)
    values (${journey.activityId}, ${journey.personId}, ${grade}, ${journey.passedOnId}, ${because})`.execute(
    tx,
  )
}

/** A paid item of a claim. */
export type PaidLine = {
  id: string
  item: string
  claimed: number
  share: number
  grade: CascadeGrade
  paid: number
  entryId: string
  /** The case that brought it about. */
  caseId: string
}

/** Writes an item down as paid. The database refuses the same item of a journey twice. */
export async function insertPaid(
  { tx }: Work,
  { activityId, personId }: Pick<Journey, 'activityId' | 'personId'>,
  line: PaidLine,
): Promise<void> {
  await sql`insert into travel_claim (id, activity_id, person_id, item, claimed, share, grade, paid, entry_id, case_id)
    values (${line.id}, ${activityId}, ${personId}, ${line.item}, ${line.claimed}::numeric, ${line.share}::numeric, ${line.grade},
      ${line.paid}::numeric, ${line.entryId}, ${line.caseId})`.execute(tx)
}
