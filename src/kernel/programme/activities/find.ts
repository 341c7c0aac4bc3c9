import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import type { UnitRef } from '#contract/common.ts'
import type { Work } from '#kernel/call.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { requireManage, type Managed } from '../rights.ts'
import { dayOfInstant, unitNameOn } from '../sql.ts'

/** An activity with what is needed to judge it. */
export type Activity = Managed & {
  id: string
  code: string
  title: string
  phase: string | null
  startsAt: Date
  endsAt: Date
  /** 学时, a decimal. */
  hours: string
  slots: number
  year: number
  settled: boolean
  /** Why it was cancelled. */
  cancelled: string | null
  place: UnitRef | null
  category: string | null
  programme: { id: string; title: string; system: string; year: number; organiser: UnitRef }
}

type Row = {
  id: string
  code: string
  title: string
  phase: string | null
  starts_at: Date
  ends_at: Date
  hours: string
  slots: number
  year: number
  settled: boolean
  cancelled: string | null
  place_code: string | null
  place_name: string | null
  category: string | null
  programme_id: string
  programme_title: string
  system: string
  programme_year: number
  organiser_code: string
  organiser_name: string
  organises: boolean
}

/** @throws Refused 404 for one that is not there or of another region. */
export async function findActivity({ tx, caller }: Work, id: string): Promise<Activity> {
  const on = dayOfInstant('a.ends_at')
  const rows = await kept(
    tx,
    sql<Row>`select a.id, a.code, a.title, a.phase, a.starts_at, a.ends_at, a.hours, a.slots, a.year,
      a.settled_at is not null as settled, x.because as cancelled,
      place.code as place_code, ${unitNameOn(caller.region, 'a.place_id', on)} as place_name,
      p.category, p.id as programme_id, p.title as programme_title, p.system, p.year as programme_year,
      o.code as organiser_code, ${unitNameOn(caller.region, 'p.organiser_id', on)} as organiser_name,
      p.organiser_id = any ((select session_units())::uuid[]) as organises
    from activity a
    join programme p on p.region_id = a.region_id and p.id = a.programme_id
    join unit o on o.region_id = p.region_id and o.id = p.organiser_id
    left join unit place on place.region_id = a.region_id and place.id = a.place_id
    left join activity_cancellation x on x.region_id = a.region_id and x.activity_id = a.id
    where a.region_id = ${caller.region} and a.id = ${id}`,
  )
  const row = rows[0]
  if (row === undefined) throw notFound('这个活动')
  return activityOf(row)
}

function activityOf(row: Row): Activity {
  const place =
    row.place_code === null ? null : { code: row.place_code, name: row.place_name ?? row.place_code }
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    phase: row.phase,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    hours: row.hours,
    slots: row.slots,
    year: row.year,
    settled: row.settled,
    cancelled: row.cancelled,
    place,
    category: row.category,
    organises: row.organises,
    organiserName: row.organiser_name,
    programme: {
      id: row.programme_id,
      title: row.programme_title,
      system: row.system,
      year: row.programme_year,
      organiser: { code: row.organiser_code, name: row.organiser_name },
    },
  }
}

/**
 * The activity for a change by whoever manages it; nobody else changes it until the transaction ends.
 * @throws Refused 404; 403 for who does not manage it; 409 when it is cancelled.
 */
export async function activityToChange(work: Work, id: string): Promise<Activity> {
  requireManage(work.caller, await findActivity(work, id))
  await sql`select from activity where region_id = ${work.caller.region} and id = ${id} for update`.execute(
    work.tx,
  )
  const activity = await findActivity(work, id) // once more: whoever held it may have changed it
  if (activity.cancelled === null) return activity
  throw new Refused(409, { code: 'cancelled', because: `活动已取消（${activity.cancelled}），不能再更改。` })
}

/** Why the people, attendance and check-ins of an activity may not be changed; null when they may. */
export function whyNotChange(activity: Activity, whyNot: string | null): string | null {
  return whyNot ?? (activity.cancelled === null ? null : `活动已取消：${activity.cancelled}`)
}
