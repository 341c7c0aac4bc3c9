import { addDays, type Day } from './dates.ts'

/** A day on which the calendar departs from the week: a holiday, or a weekend day that is worked instead. */
export type CalendarDay = { day: Day; kind: 'off' | 'work' }

/** Days that depart from the week, by day. */
export type WorkCalendar = ReadonlyMap<Day, CalendarDay['kind']>

/** A calendar from its rows; without rows every Monday to Friday is worked. */
export function workCalendar(days: readonly CalendarDay[]): WorkCalendar {
  return new Map(days.map(({ day, kind }) => [day, kind]))
}

/** Whether a day is a 工作日. */
export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  const said = calendar.get(day)
  if (said !== undefined) return said === 'work'
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/**
 * The last day of a period of so many working days after `from`, the day itself not counted (民法典第二百零一条: the
 * day on which a period begins does not count). With 0 it is `from`.
 */
export function lastWorkingDay(from: Day, days: number, calendar: WorkCalendar): Day {
  let day = from
  for (let left = days; left > 0;) {
    day = addDays(day, 1)
    if (isWorkingDay(day, calendar)) left -= 1
  }
  return day
}

/** Working days from the day after `from` through `to`; 0 where `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkCalendar): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (isWorkingDay(day, calendar)) count += 1
  return count
}
