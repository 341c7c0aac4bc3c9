/** The rules of messages: pure. */
import { TODO_SOURCES, todoTimes, type Todo, type TodoTime } from '#contract/message.ts'
import type { TellingWay } from '#contract/telling.ts'
import { addDays, type Day } from '#lib/dates.ts'
import type { Refusal } from '#lib/refusal.ts'
import { isWorkingDay, workingDaysBetween, type WorkCalendar } from '#lib/working-days.ts'

/** When something is due, seen from a day; a week ends with its Sunday. */
export function timeOf(due: Day | null, today: Day): TodoTime {
  if (due === null || due > lastDayOfWeek(today)) return 'later'
  if (due < today) return 'late'
  return due === today ? 'today' : 'week'
}

/** The Sunday of a day's week. */
function lastDayOfWeek(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, weekday === 0 ? 0 : 7 - weekday)
}

/** Items by when they are due, what is late first, each group by its days and then by source; empty groups are left out. */
export function grouped(
  items: readonly Todo[],
  today: Day,
): { time: TodoTime; count: number; items: Todo[] }[] {
  const order = Object.keys(TODO_SOURCES)
  const sorted = items.toSorted(
    (a, b) =>
      (a.due ?? '9999').localeCompare(b.due ?? '9999') || order.indexOf(a.source) - order.indexOf(b.source),
  )
  const groups = Map.groupBy(sorted, (item) => timeOf(item.due, today))
  return todoTimes.flatMap((time) => {
    const found = groups.get(time)
    return found === undefined ? [] : [{ time, count: found.length, items: found }]
  })
}

/** Whether those who have not read a notice may be reminded. */
export function refuseReminding(facts: {
  unread: number
  remindedToday: boolean
  sender: boolean
}): Refusal | null {
  if (!facts.sender) return { code: 'not-sender', because: '由发出通知的单位或中心催阅。' }
  if (facts.unread === 0) return { code: 'all-read', because: '收件人都已经读过了。' }
  if (!facts.remindedToday) return null
  return { code: 'reminded', because: '今天已经催阅过一次，明天还有人没读再催。' }
}

/**
 * Whether a notice reminds by itself today: from so many working days before its day on, on the first working day after it
 * went out, unless somebody was reminded in that time already.
 */
export function remindsToday(
  facts: { today: Day; publishedOn: Day; dueOn: Day; days: number; reminded: readonly Day[] },
  calendar: WorkCalendar,
): boolean {
  const { today, publishedOn, dueOn, days, reminded } = facts
  if (today <= publishedOn || today > dueOn || !isWorkingDay(today, calendar)) return false
  const near = (day: Day): boolean => workingDaysBetween(day, dueOn, calendar) <= days
  return near(today) && !reminded.some(near)
}

/** An applicant is told once. */
export const TOLD: Refusal = { code: 'told', because: '这位申请人的告知情况已经记下。' }

/** Whether what is noted of telling an applicant can be. */
export function refuseTold(said: {
  how: TellingWay
  on: Day
  note: string | null
  today: Day
  publishedOn: Day
  told: boolean
}): Refusal | null {
  if (said.told) return TOLD
  if (said.on > said.today) return { code: 'future', because: '告知日期不能晚于今天。', field: 'on' }
  if (said.on < said.publishedOn)
    return { code: 'early', because: `结果是 ${said.publishedOn} 才有的，告知日期不能更早。`, field: 'on' }
  if (said.how !== 'unreachable' || (said.note ?? '').trim() !== '') return null
  return { code: 'note', because: '联系不上的，请写明联系过几次、什么时候。', field: 'note' }
}

/** When mail and robots are silent, as HH:MM in local time; equal ends are no silence. */
export type Quiet = { quietFrom: string; quietUntil: string }

const SHANGHAI_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** The first moment from `at` on that is not in the quiet hours. */
export function afterQuiet(at: Date, { quietFrom, quietUntil }: Quiet): Date {
  if (quietFrom === quietUntil) return at
  const local = at.getTime() + SHANGHAI_MS
  const time = local % DAY_MS
  const [from, until] = [clockMs(quietFrom), clockMs(quietUntil)]
  const over = from < until ? time >= from && time < until : time >= from || time < until
  if (!over) return at
  const midnight = local - time + (from > until && time >= from ? DAY_MS : 0)
  return new Date(midnight + until - SHANGHAI_MS)
}

/** The milliseconds of a day that have passed at HH:MM. */
export function clockMs(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':')
  return (Number(hours) * 60 + Number(minutes)) * 60_000
}

const WAITS_MIN = [1, 5, 30, 120, 360]

/** When something is tried again after its n-th try failed: soon at first, then every six hours. */
export function nextTry(at: Date, attempts: number): Date {
  const minutes = WAITS_MIN[Math.min(attempts, WAITS_MIN.length) - 1] ?? 1
  return new Date(at.getTime() + minutes * 60_000)
}
