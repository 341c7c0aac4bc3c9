import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import { settleActivities, type Settled } from '#kernel/credit/service.ts'
import type { Activity } from './find.ts'

/** What a change did to recognition and credits; `pending` when the sweep will do it. */
export type Aftermath = Settled & { pending: boolean }

/**
 * Brings recognition and credits in line after a change. At once for who sees the whole region; for others the sweep
 * does it within seconds, because part of the roster may be hidden from them. Not before the activity has ended.
 */
export async function settleAfter(work: Work, activity: Activity, because: string): Promise<Aftermath> {
  const due = activity.settled || activity.endsAt <= work.now
  const sweeps = work.caller.role !== 'officer' && work.caller.role !== 'system'
  if (due && !sweeps) {
    return { ...(await settleActivities(work, [activity.id], { because, batch: null })), pending: false }
  }
  if (due) await markUnsettled(work, activity.id)
  return { recognised: await recognisedIn(work, activity.id), entries: 0, pending: true }
}

async function markUnsettled({ tx, caller }: Work, activity: string): Promise<void> {
  await sql`update activity set settled_at = null where region_id = ${caller.region} and id = ${activity}`.execute(
    tx,
  )
}

async function recognisedIn({ tx, caller }: Work, activity: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from participation
    where region_id = ${caller.region} and activity_id = ${activity} and recognised`.execute(tx)
  return rows[0]?.n ?? 0
}
