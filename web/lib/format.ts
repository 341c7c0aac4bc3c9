import dayjs from 'dayjs'
import { t } from './t.ts'

const whole = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 })
const exact = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 })

/** A number as people read it, with grouped digits and at most two decimals. */
export function number(value: number): string {
  return exact.format(value)
}

/** A share in whole percent; a dash where there is nothing to share. */
export function percent(part: number, all: number): string {
  return all === 0 ? '—' : `${whole.format((part / all) * 100)}%`
}

/** A day as an office writes it: 2025-03-08. */
export function dayText(day: string | null): string {
  return day ?? '—'
}

/** An instant as people say it: 今天 14:30, 昨天, 3月8日, 2024-03-08 09:00. */
export function moment(instant: string, now: Date = new Date()): string {
  const at = dayjs(instant)
  const today = dayjs(now)
  const clock = at.format('HH:mm')
  const days = at.startOf('day').diff(today.startOf('day'), 'day')
  if (days === 0) return t('今天 {clock}', { clock })
  if (days === -1) return t('昨天 {clock}', { clock })
  if (days === 1) return t('明天 {clock}', { clock })
  if (at.year() === today.year()) return at.format(t('M月D日 HH:mm'))
  return at.format('YYYY-MM-DD HH:mm')
}

/** An instant in full, for hover and print. */
export function fullMoment(instant: string): string {
  return dayjs(instant).format('YYYY-MM-DD HH:mm:ss')
}

/** From when until when, without repeating the day. */
export function span(from: string, until: string): string {
  const start = dayjs(from)
  const end = dayjs(until)
  const sameDay = start.isSame(end, 'day')
  return `${start.format('YYYY-MM-DD HH:mm')} — ${end.format(sameDay ? 'HH:mm' : 'MM-DD HH:mm')}`
}

/** How a number changed against the year before, in words with its sign. */
export function change(value: number, before: number | null): string {
  if (before === null) return t('上年无记录')
  const by = Math.round((value - before) * 100) / 100
  if (by === 0) return t('与上年持平')
  return by > 0 ? t('比上年多 {n}', { n: number(by) }) : t('比上年少 {n}', { n: number(-by) })
}

/** What a local date-and-time field holds, as an instant with zone. */
export function fromField(value: string): string {
  return dayjs(value).format('YYYY-MM-DDTHH:mm:ssZ')
}

/** An instant as a local date-and-time field wants it. */
export function toField(instant: string): string {
  return dayjs(instant).format('YYYY-MM-DDTHH:mm')
}
