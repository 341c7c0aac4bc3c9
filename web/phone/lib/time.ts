import { t } from '../../lib/t.ts'

const DAY = 86_400_000
/** Local time of the regions is Asia/Shanghai, which has no summer time. */
const SHANGHAI = 8 * 3_600_000
const WEEKDAYS = '日一二三四五六'

let skew = 0

/** Learns the server's clock from the Date head of an answer: a phone's own may be wrong by a year. */
export function learnClock(dateHeader: string | null, received = Date.now()): void {
  const said = dateHeader === null ? Number.NaN : Date.parse(dateHeader)
  // The head has whole seconds; a smaller difference is its rounding.
  if (!Number.isNaN(said)) skew = Math.abs(said - received) < 2000 ? 0 : said - received
}

/** The instant by the server's clock, milliseconds. */
export function now(): number {
  return Date.now() + skew
}

function parts(instant: number): {
  year: number
  month: number
  day: number
  weekday: string
  clock: string
} {
  const local = new Date(instant + SHANGHAI)
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: WEEKDAYS[local.getUTCDay()] ?? '',
    clock: `${local.getUTCHours()}:${String(local.getUTCMinutes()).padStart(2, '0')}`,
  }
}

const dayNumber = (instant: number): number => Math.floor((instant + SHANGHAI) / DAY)

/** 今天, 明天, 昨天, 11月25日, or with the year where it is another one. */
export function dayWords(instant: number, asOf = now()): string {
  const apart = dayNumber(instant) - dayNumber(asOf)
  if (apart === 0) return t('今天')
  if (apart === 1) return t('明天')
  if (apart === -1) return t('昨天')
  const { year, month, day } = parts(instant)
  if (year === parts(asOf).year) return t('{month}月{day}日', { month, day })
  return t('{year}年{month}月{day}日', { year, month, day })
}

/** 今天 14:30 */
export function whenWords(instant: number, asOf = now()): string {
  return `${dayWords(instant, asOf)} ${parts(instant).clock}`
}

/** 今天 8:30–16:00; 11月20日 8:30 至 11月22日 16:00 */
export function spanWords(from: number, until: number, asOf = now()): string {
  if (dayNumber(from) === dayNumber(until)) return `${whenWords(from, asOf)}–${parts(until).clock}`
  return t('{from} 至 {until}', { from: whenWords(from, asOf), until: whenWords(until, asOf) })
}

/** 11月21日 星期六 */
export function dateWords(instant = now()): string {
  const { month, day, weekday } = parts(instant)
  return t('{month}月{day}日 星期{weekday}', { month, day, weekday: t(weekday) })
}
