import { sql } from 'kysely'
import { inWork, type Work } from '#kernel/call.ts'
import { Refused } from '#lib/refusal.ts'
import { slotState } from '../slots.ts'
import { clockWords } from '../words.ts'
import { isShortCode } from './code.ts'
import type { Guesses } from './guesses.ts'
import type { PhoneCall } from './phone-call.ts'
import type { SlotFacts } from './slot-cache.ts'

/**
 * The open slot that a typed code belongs to, among the activities on whose roster the caller is: a code of another
 * hall says nothing, so six digits are enough.
 * @throws Refused 401; 422 when none is open or the code is wrong; 429 after too many wrong ones.
 */
export async function slotOfShortCode(
  call: PhoneCall<unknown>,
  typed: string,
  guesses: Guesses,
): Promise<SlotFacts> {
  const { person, slots } = await inWork(call.runtime, call.sessionHash, async (work) => ({
    person: work.caller.person ?? work.caller.actor,
    slots: await ownSlots(work),
  }))
  const wait = guesses.wait(person, call.now)
  if (wait > 0) {
    throw new Refused(429, {
      code: 'guesses',
      because: `短码连续输错，请 ${wait} 秒后再试，或直接扫大屏上的码。`,
    })
  }
  const open = slots.filter((slot) => slotState(slot, call.now) === 'open')
  const match = open.find((slot) => isShortCode(slot.secret, typed, call.now))
  if (match !== undefined) return match
  if (open.length === 0)
    throw new Refused(422, { code: 'nothing-open', because: nothingOpen(slots, call.now) })
  guesses.note(person, call.now)
  throw new Refused(422, {
    code: 'short-code',
    because: `短码不对。请看大屏上现在的 6 位数字；您名单上正在签到的是${open.map(({ title }) => `《${title}》`).join('')}。`,
  })
}

function nothingOpen(slots: readonly SlotFacts[], now: Date): string {
  const next = slots.find((slot) => slotState(slot, now) === 'waiting')
  if (next !== undefined) return `《${next.title}》的签到尚未开放，${clockWords(next.opensAt, now)} 开放。`
  return '现在没有您名单上的活动开放签到；如应参加，请到签到台登记。'
}

type Row = Omit<SlotFacts, 'opensAt' | 'lateAfter' | 'closesAt'> & {
  opens_at: Date
  late_after: Date
  closes_at: Date
}

/** The slots of the caller's activities that are open or open within half a day. */
async function ownSlots({ tx, caller, now }: Work): Promise<SlotFacts[]> {
  const { rows } =
    await sql<Row>`select s.activity_id as activity, a.title, null as cancelled, s.slot, s.opens_at, s.late_after,
      s.closes_at, s.secret
    from participation p
    join activity a on a.region_id = p.region_id and a.id = p.activity_id
    join activity_slot s on s.region_id = a.region_id and s.activity_id = a.id
    where p.region_id = ${caller.region} and p.person_id = ${caller.person}
      and s.opens_at <= ${now}::timestamptz + interval '12 hours' and s.closes_at > ${now}
      and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
    order by s.opens_at`.execute(tx)
  return rows.map(({ opens_at, late_after, closes_at, ...row }) => ({
    ...row,
    opensAt: opens_at,
    lateAfter: late_after,
    closesAt: closes_at,
  }))
}
