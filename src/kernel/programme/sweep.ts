import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import { settleActivities, type Settled } from '#kernel/credit/service.ts'

/** Settled in one round: bounds how long one transaction holds its activities. */
const AT_ONCE = 50
/** A check-in is stamped when its transaction begins and seen when that ends; no transaction of a page lasts longer. */
const UNDER_WAY = '35 seconds'
/** Codes scanned without a network are taken for a week; some days more, in case the server rested. */
const LATE_UPLOADS = '14 days'

/**
 * Settles activities that have ended and whose check-ins have closed: those never settled or marked by the desk, those
 * settled before the last check-in closed, and those with check-ins uploaded late since.
 * @returns what was done, and whether there may be more at once.
 */
export async function settleDue(work: Work): Promise<Settled & { more: boolean }> {
  const due = await dueActivities(work)
  if (due.length === 0) return { recognised: 0, entries: 0, more: false }
  const settled = await settleActivities(work, due, { because: '活动结束，按签到认定', batch: null })
  return { ...settled, more: due.length === AT_ONCE }
}

async function dueActivities({ tx, caller, now }: Work): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from activity a
    where a.region_id = ${caller.region} and a.ends_at <= ${now}::timestamptz - ${UNDER_WAY}::interval
      and not exists (select from activity_slot s where s.region_id = a.region_id and s.activity_id = a.id
        and s.closes_at > ${now}::timestamptz - ${UNDER_WAY}::interval)
      and (a.settled_at is null or (a.ends_at > ${now}::timestamptz - ${LATE_UPLOADS}::interval and (
        exists (select from activity_slot s where s.region_id = a.region_id and s.activity_id = a.id
          and s.closes_at > a.settled_at - ${UNDER_WAY}::interval)
        or exists (select from attendance t where t.region_id = a.region_id and t.activity_id = a.id
          and t.uploaded_late and t.recorded_at > a.settled_at - ${UNDER_WAY}::interval))))
    order by a.ends_at limit ${AT_ONCE} for update skip locked`.execute(tx)
  return rows.map((row) => row.id)
}
