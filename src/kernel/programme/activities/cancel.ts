import { sql } from 'kysely'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { activityToChange } from './find.ts'
import { settleAfter } from './settle.ts'

/**
 * Cancels an activity: it counts nowhere any more, and what it was credited is reversed.
 * @returns how many ledger entries that made; 0 when none were due, or while the sweep is to make them.
 * @throws Refused 404, 403; 409 when it is cancelled already.
 */
export function cancel(
  work: Work,
  id: string,
  asked: { key: string; because: string },
): Promise<{ reversed: number }> {
  const request = { key: asked.key, action: 'cancel-activity', content: { id, because: asked.because } }
  return once(work, request, async () => {
    const activity = await activityToChange(work, id)
    await sql`insert into activity_cancellation (region_id, activity_id, by, because)
      values (${work.caller.region}, ${id}, ${work.caller.actor}, ${asked.because})`.execute(work.tx)
    await audit(work.tx, 'cancel-activity', { kind: 'activity', id }, { because: asked.because })
    const { entries } = await settleAfter(work, activity, `活动《${activity.title}》取消：${asked.because}`)
    return { reversed: entries }
  })
}
