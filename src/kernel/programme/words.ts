import { dayAt, localTimeOf } from '#lib/dates.ts'

/** A clock time in Shanghai as people say it: 8:00, on another day 3月5日 8:00, in another year with the year. */
export function clockWords(at: Date, now: Date): string {
  const local = localTimeOf(at)
  const clock = `${Number(local.slice(11, 13))}:${local.slice(14, 16)}`
  return dayAt(at) === dayAt(now) ? clock : `${dayWords(dayAt(at), now)} ${clock}`
}

/** A day as people say it: 3月5日, with the year when it is not this one. */
export function dayWords(day: string, now: Date): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year === Number(dayAt(now).slice(0, 4)) ? '' : `${year}年`}${month}月${date}日`
}
