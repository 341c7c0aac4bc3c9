import { dayAt, yearOf, type Day } from './dates.ts'

/** The day as of which a year is shown: 31 December of a past or future year, today in the running one. */
export function asOfYear(year: number, now: Date): Day {
  const today = dayAt(now)
  return yearOf(today) === year ? today : `${String(year).padStart(4, '0')}-12-31`
}
