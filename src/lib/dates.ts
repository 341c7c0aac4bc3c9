/**
 * Days are 'YYYY-MM-DD', local times 'YYYY-MM-DD HH:MM:SS' in Asia/Shanghai, ranges half-open `[from, to)`.
 * Both are plain strings: a day has no time zone, and strings of one form sort as time does (up to year 9999).
 */
export type Day = string
export type LocalTime = string

const DAY_MS = 86_400_000
/** Excel's day 0 of the 1900 system, so that serial 45658 is 2025-01-01 (true for every serial after 59). */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30)
/** The 1904 system of old Macintosh workbooks counts from 1904-01-01. */
const DAYS_TO_1904 = 1462
const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** True for a 'YYYY-MM-DD' which the Gregorian calendar has. */
export function isRealDay(day: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  return match !== null && dayOf(Number(match[1]), Number(match[2]), Number(match[3])) !== null
}

/** The day of a year, month (1–12) and day of the month; null when the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The day so many days later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  const moved = new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS)
  return `${moved.getUTCFullYear()}-${pad(moved.getUTCMonth() + 1, 2)}-${pad(moved.getUTCDate(), 2)}`
}

/** The exclusive end of a range whose last day that counts is `lastDay`; an open range stays open (null). */
export function toExclusive(lastDay: Day | null): Day | null {
  return lastDay === null ? null : addDays(lastDay, 1)
}

/** The last day that counts, which people are shown, of a range that ends before `to`. */
export function toLastDay(to: Day | null): Day | null {
  return to === null ? null : addDays(to, -1)
}

/** Calendar year of a local time, or of a day. */
export function yearOf(when: LocalTime): number {
  return Number(when.slice(0, 4))
}

/** Half-open range of a calendar year. */
export function yearRange(year: number): { from: Day; to: Day } {
  return { from: `${pad(year, 4)}-01-01`, to: `${pad(year + 1, 4)}-01-01` }
}

/** Local time of an Excel serial (days, with the time as fraction), rounded to the second; null outside 1900–9999. */
export function localTimeOfSerial(serial: number, date1904 = false): LocalTime | null {
  const days = date1904 ? serial + DAYS_TO_1904 : serial
  if (!(days >= 1 && days < 2_958_466)) return null
  const instant = new Date(EXCEL_EPOCH + Math.round(days * 86_400) * 1000)
  return instant.toISOString().slice(0, 19).replace('T', ' ')
}

/** Local time in Asia/Shanghai, which has had no summer time since 1991, of an instant. */
export function localTimeOf(instant: Date): LocalTime {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** Today in Asia/Shanghai at an instant; the instant is given, so that a clock can be injected. */
export function dayAt(instant: Date): Day {
  return localTimeOf(instant).slice(0, 10)
}

/** The instant of a local time in Asia/Shanghai. */
export function instantOf(local: LocalTime): Date {
  return new Date(Date.parse(`${local.replace(' ', 'T')}Z`) - SHANGHAI_OFFSET_MS)
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

/** A day as documents write it: 2026-03-02 is 2026年3月2日. */
export function inChinese(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
