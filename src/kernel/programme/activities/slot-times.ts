import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import type * as z from 'zod'
import type { slotView } from '#contract/activity.ts'
import { audit, type Work } from '#kernel/call.ts'
import { Refused } from '#lib/refusal.ts'
import { commonParamsOf } from '../params.ts'
import type { Systems } from '../registry.ts'
import { defaultSlotTimes, slotState, type SlotParams, type SlotTimes } from '../slots.ts'
import { clockWords } from '../words.ts'
import { activityToChange, type Activity } from './find.ts'

/** A slot's times with the key of its codes; the key never leaves the server. */
export type KeyedSlot = SlotTimes & { secret: Buffer }

type Row = { slot: number; opens_at: Date; late_after: Date; closes_at: Date; secret: Buffer }

/** Every slot's times: those that were set, and the defaults for the rest. */
export async function slotTimesOf(work: Work, systems: Systems, activity: Activity): Promise<SlotTimes[]> {
  const params = await slotParamsOf(work, systems, activity)
  const set = new Map((await storedSlots(work, activity.id)).map((slot) => [slot.slot, slot]))
  return Array.from({ length: activity.slots }, (_, index) => {
    const { slot, opensAt, lateAfter, closesAt } =
      set.get(index + 1) ?? defaultSlotTimes(activity, index + 1, params)
    return { slot, opensAt, lateAfter, closesAt }
  })
}

/** The numbers by which the activity's check-ins are timed. */
export function slotParamsOf(work: Work, systems: Systems, activity: Activity): Promise<SlotParams> {
  return commonParamsOf(work, systems.find(activity.programme.system), activity.programme.year)
}

async function storedSlots({ tx, caller }: Work, activity: string): Promise<KeyedSlot[]> {
  const rows = await kept(
    tx,
    sql<Row>`select slot, opens_at, late_after, closes_at, secret from activity_slot
    where region_id = ${caller.region} and activity_id = ${activity} order by slot`,
  )
  return rows.map(keyedSlot)
}

function keyedSlot(row: Row): KeyedSlot {
  return {
    slot: row.slot,
    opensAt: row.opens_at,
    lateAfter: row.late_after,
    closesAt: row.closes_at,
    secret: row.secret,
  }
}

/**
 * The slot with its key; made with the default times where there is none yet (imported activities have none).
 * @throws Refused 404 for a slot that the activity does not have.
 */
export async function keyedSlotOf(
  work: Work,
  systems: Systems,
  activity: Activity,
  slot: number,
): Promise<KeyedSlot> {
  requireSlot(activity, slot)
  const found = (await storedSlots(work, activity.id)).find((one) => one.slot === slot)
  if (found !== undefined) return found
  const times = defaultSlotTimes(activity, slot, await slotParamsOf(work, systems, activity))
  return keep(work, activity.id, times)
}

/** @throws Refused 404. */
export function requireSlot(activity: Pick<Activity, 'slots'>, slot: number): void {
  if (slot <= activity.slots) return
  throw new Refused(404, {
    code: 'not-found',
    because: `活动只有 ${activity.slots} 场签到，没有第 ${slot} 场。`,
  })
}

/** Stores times; a slot keeps the key it has, so that a code on the wall stays good. */
async function keep({ tx, caller }: Work, activity: string, times: SlotTimes): Promise<KeyedSlot> {
  const { rows } = await sql<Row>`
    insert into activity_slot (region_id, activity_id, slot, opens_at, late_after, closes_at, secret)
    values (${caller.region}, ${activity}, ${times.slot}, ${times.opensAt}, ${times.lateAfter}, ${times.closesAt}, ${randomBytes(32)})
    on conflict (region_id, activity_id, slot) do update
      set opens_at = excluded.opens_at, late_after = excluded.late_after, closes_at = excluded.closes_at
    returning slot, opens_at, late_after, closes_at, secret`.execute(tx)
  return keyedSlot(rows[0]!)
}

/** Times that an officer sets, as they arrive. */
export type AskedTimes = { opensAt: string; lateAfter: string; closesAt: string }

/**
 * Sets when a slot opens, turns late and closes.
 * @throws Refused 404, 403, 409 for the activity; 422 when the times are not in order.
 */
export async function setTimes(
  work: Work,
  id: string,
  slot: number,
  asked: AskedTimes,
): Promise<z.input<typeof slotView>> {
  const activity = await activityToChange(work, id)
  requireSlot(activity, slot)
  const times = {
    slot,
    opensAt: new Date(asked.opensAt),
    lateAfter: new Date(asked.lateAfter),
    closesAt: new Date(asked.closesAt),
  }
  refuseDisorder(times, work.now)
  await keep(work, id, times)
  await audit(work.tx, 'set-slot-times', { kind: 'activity', id }, { slot, ...asked })
  return slotViewOf(times, work.now)
}

function refuseDisorder(times: SlotTimes, now: Date): void {
  const [opens, late, closes] = [times.opensAt, times.lateAfter, times.closesAt].map((at) =>
    clockWords(at, now),
  )
  if (times.closesAt <= times.opensAt) {
    throw new Refused(422, {
      code: 'slot-times',
      because: `签到 ${opens} 开放，截止时间 ${closes} 应在其后。`,
      field: 'closesAt',
    })
  }
  if (times.lateAfter < times.opensAt || times.lateAfter > times.closesAt) {
    throw new Refused(422, {
      code: 'slot-times',
      because: `迟到时间 ${late} 应在开放 ${opens} 和截止 ${closes} 之间。`,
      field: 'lateAfter',
    })
  }
}

/** A slot as pages show it. */
export function slotViewOf(times: SlotTimes, now: Date): z.input<typeof slotView> {
  return {
    slot: times.slot,
    opensAt: times.opensAt.toISOString(),
    lateAfter: times.lateAfter.toISOString(),
    closesAt: times.closesAt.toISOString(),
    state: slotState(times, now),
  }
}
