/** When each check-in of an activity opens, turns late and closes: pure. */
import { addDays, dayAt, instantOf, localTimeOf } from '#lib/dates.ts'

/** An activity as far as its check-ins ask. */
export type Timed = { startsAt: Date; endsAt: Date; slots: number }

/** Minutes before a slot's start at which it opens, and after it from which it is late. */
export type SlotParams = { opensBefore: number; lateAfter: number }

export type SlotTimes = { slot: number; opensAt: Date; lateAfter: Date; closesAt: Date }
export type SlotState = 'waiting' | 'open' | 'closed'

const MINUTE = 60_000
const DAY = 86_400_000

/**
 * The times that hold while nobody has set others: the slots are spread evenly over the activity's days, and within
 * a day over the hours from the activity's start to its end by the clock. A slot closes when its share of the day
 * ends. An activity without length still has a check-in of as many minutes as it would be on time.
 */
export function defaultSlotTimes(activity: Timed, slot: number, params: SlotParams): SlotTimes {
  const first = dayAt(activity.startsAt)
  const days = countDays(activity)
  const day = Math.floor(((slot - 1) * days) / activity.slots)
  const firstOfDay = Math.ceil((day * activity.slots) / days)
  const inDay = Math.ceil(((day + 1) * activity.slots) / days) - firstOfDay
  const { from, length } = hoursOf(activity, addDays(first, day))
  const share = length / inDay
  const start = from + (slot - 1 - firstOfDay) * share
  const late = start + params.lateAfter * MINUTE
  return {
    slot,
    opensAt: new Date(start - params.opensBefore * MINUTE),
    lateAfter: new Date(late),
    closesAt: new Date(Math.max(start + share, late)),
  }
}

/** Calendar days in Shanghai that an activity touches. */
export function countDays({ startsAt, endsAt }: Pick<Timed, 'startsAt' | 'endsAt'>): number {
  return Math.round((Date.parse(dayAt(endsAt)) - Date.parse(dayAt(startsAt))) / DAY) + 1
}

function hoursOf(activity: Timed, day: string): { from: number; length: number } {
  const from = instantOf(`${day} ${localTimeOf(activity.startsAt).slice(11)}`).getTime()
  const until = instantOf(`${day} ${localTimeOf(activity.endsAt).slice(11)}`).getTime()
  // one that ends earlier by the clock than it starts runs through the night: its days last until midnight
  return {
    from,
    length: until >= from ? until - from : instantOf(`${addDays(day, 1)} 00:00:00`).getTime() - from,
  }
}

/** Whether a slot waits, is open or has closed. */
export function slotState({ opensAt, closesAt }: Omit<SlotTimes, 'slot'>, now: Date): SlotState {
  if (now < opensAt) return 'waiting'
  return now < closesAt ? 'open' : 'closed'
}
