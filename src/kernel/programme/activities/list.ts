import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ActivityRow } from '#contract/activity.ts'
import type { Work } from '#kernel/call.ts'
import { activityState } from '../activity-state.ts'
import { dayOfInstant, unitNameOn } from '../sql.ts'

/** An activity with what is counted of it. */
export type CountedActivity = {
  id: string
  programme_id: string
  programme: string
  system: string
  code: string
  title: string
  phase: string | null
  starts_at: Date
  ends_at: Date
  place_code: string | null
  place_name: string | null
  hours: string
  slots: number
  enrolled: number
  recognised: number
  cancelled: string | null
}

/** Activities by a condition on `a` (activity) and `p` (its programme), in the order of time, at most `limit`. */
export async function countedActivities(
  { tx, caller }: Work,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<CountedActivity[]> {
  const { rows } = await sql<CountedActivity>`
    with wanted as materialized (
      select a.*, p.title as programme, p.system from activity a
      join programme p on p.region_id = a.region_id and p.id = a.programme_id
      where a.region_id = ${caller.region} and ${condition}
      order by a.starts_at, a.code limit ${limit}
    ), counted as (
      select t.activity_id, count(*) as enrolled, count(*) filter (where t.recognised) as recognised
      from wanted w join participation t on t.region_id = ${caller.region} and t.activity_id = w.id and t.role = 'trainee'
      group by t.activity_id
    )
    select a.id, a.programme_id, a.programme, a.system, a.code, a.title, a.phase, a.starts_at, a.ends_at,
      u.code as place_code, ${unitNameOn(caller.region, 'a.place_id', dayOfInstant('a.ends_at'))} as place_name,
      a.hours, a.slots, coalesce(c.enrolled, 0) as enrolled, coalesce(c.recognised, 0) as recognised, x.because as cancelled
    from wanted a
    left join unit u on u.region_id = a.region_id and u.id = a.place_id
    left join counted c on c.activity_id = a.id
    left join activity_cancellation x on x.region_id = a.region_id and x.activity_id = a.id
    order by a.starts_at, a.code`.execute(tx)
  return rows
}

/** An activity as lists show it. */
export function activityRowOf(row: CountedActivity, now: Date): ActivityRow {
  const place =
    row.place_code === null ? null : { code: row.place_code, name: row.place_name ?? row.place_code }
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    phase: row.phase,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    place,
    hours: Number(row.hours),
    slots: row.slots,
    enrolled: row.enrolled,
    recognised: row.recognised,
    cancelled: row.cancelled,
    state: activityState({ startsAt: row.starts_at, endsAt: row.ends_at, cancelled: row.cancelled }, now),
  }
}
