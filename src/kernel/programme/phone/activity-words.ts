/** One sentence on an activity for its participant: pure. */
import * as z from 'zod'
import { commonParams } from '../define.ts'
import { defaultSlotTimes, slotState, type SlotTimes } from '../slots.ts'
import { clockWords } from '../words.ts'
import type { OwnActivity } from './facts.ts'

const timing = z.object(commonParams)

/** What the teacher has to know of an activity now: `marks` is one letter a slot. */
export function wordsOf(activity: OwnActivity, marks: string, now: Date): string {
  if (now > activity.endsAt) return past(activity, marks)
  const next = slotsOf(activity).find(
    (slot) => marks[slot.slot - 1] === '-' && slotState(slot, now) !== 'closed',
  )
  if (next === undefined) return came(marks) > 0 ? '已签到' : '签到已截止，到场的请到签到台登记'
  const which = activity.slots > 1 ? `第 ${next.slot} 场` : ''
  if (slotState(next, now) === 'waiting') return `${which}签到 ${clockWords(next.opensAt, now)} 开放`
  const late = now < next.lateAfter ? `${clockWords(next.lateAfter, now)} 后计为迟到` : '现在签到计为迟到'
  return `${which}签到开放中，${late}`
}

function past(activity: OwnActivity, marks: string): string {
  if (activity.recognised) return '已认定'
  if (!activity.roles.every((role) => role === 'trainee')) return '待认定'
  return `签到 ${came(marks)}/${activity.slots} 场，未认定`
}

function came(marks: string): number {
  return marks.replaceAll(/[^PL]/g, '').length
}

function slotsOf(activity: OwnActivity): SlotTimes[] {
  const params = timing.parse(activity.params ?? {})
  const set = new Map((activity.times ?? []).map((slot) => [slot.slot, slot]))
  return Array.from(
    { length: activity.slots },
    (_, index) => set.get(index + 1) ?? defaultSlotTimes(activity, index + 1, params),
  )
}
