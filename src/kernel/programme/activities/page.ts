import type * as z from 'zod'
import type { Action } from '#contract/common.ts'
import type { activityPage } from '#contract/activity.ts'
import type { Work } from '#kernel/call.ts'
import { leastRateOf } from '#kernel/credit/read.ts'
import { activityState } from '../activity-state.ts'
import type { Systems } from '../registry.ts'
import { actionOf } from '#kernel/action.ts'
import { whyNotManage } from '../rights.ts'
import { findActivity, whyNotChange, type Activity } from './find.ts'
import { rosterOf } from './roster.ts'
import { slotTimesOf, slotViewOf } from './slot-times.ts'

type Reply = z.input<NonNullable<(typeof activityPage)['reply']>>

/** An activity with its roster and sheet. @throws Refused 404. */
export async function activityPageOf(work: Work, systems: Systems, id: string): Promise<Reply> {
  const activity = await findActivity(work, id)
  const { rows, units } = await rosterOf(work, activity)
  const trainees = rows.filter((row) => row.role === 'trainee')
  const { programme } = activity
  return {
    activity: {
      id,
      code: activity.code,
      title: activity.title,
      phase: activity.phase,
      startsAt: activity.startsAt.toISOString(),
      endsAt: activity.endsAt.toISOString(),
      place: activity.place,
      hours: Number(activity.hours),
      slots: activity.slots,
      enrolled: trainees.length,
      recognised: trainees.filter((row) => row.recognised).length,
      cancelled: activity.cancelled,
      state: activityState(activity, work.now),
    },
    programme: {
      id: programme.id,
      title: programme.title,
      system: programme.system,
      systemTitle: systems.title(programme.system),
      organiser: programme.organiser,
    },
    leastRate: await leastRateOf(work, activity.year, activity.category),
    slots: (await slotTimesOf(work, systems, activity)).map((times) => slotViewOf(times, work.now)),
    roster: rows,
    units,
    actions: activityActions(work, activity),
  }
}

/** What can be done with an activity; the same reasons refuse it when it is tried. */
function activityActions(work: Work, activity: Activity): Action[] {
  const whyNot = whyNotChange(activity, whyNotManage(work.caller, activity))
  const actions = ['attendance', 'roster', 'slots', 'projector', 'cancel'].map((id) => actionOf(id, whyNot))
  return [...actions, actionOf('export', null)]
}
