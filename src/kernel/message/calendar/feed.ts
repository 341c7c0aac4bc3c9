import { sql } from 'kysely'
import { hashToken } from '#kernel/account/token.ts'
import type { FileReply, Runtime } from '#kernel/call.ts'
import { addDays, dayAt, type Day } from '#lib/dates.ts'
import { notFound } from '#lib/refusal.ts'
import { calendarText, type CalendarEntry } from './ical.ts'

type Row = {
  uid: string
  kind: 'activity' | 'deadline'
  title: string
  starts: Date | null
  ends: Date | null
  day: Day | null
  place: string | null
}

/** From a term back to a year ahead. */
const BEFORE_DAYS = 180
const AHEAD_DAYS = 366

/**
 * The calendar behind a secret address: activities and the last days for what was asked.
 * @throws Refused 404 for an address that is unknown or revoked.
 */
export async function calendarOf(
  { db, now }: Pick<Runtime, 'db' | 'now'>,
  token: string,
): Promise<FileReply> {
  const hash = hashToken(token)
  const today = dayAt(now())
  const known = await sql<{ known: boolean }>`select calendar_known(${hash}) as known`.execute(db.kysely)
  if (known.rows[0]?.known !== true) throw notFound('这个日历')
  const { rows } = await sql<Row>`
    select uid, kind, title, starts_at as starts, ends_at as ends, on_day as day, place
    from calendar_of(${hash}, ${addDays(today, -BEFORE_DAYS)}::date, ${addDays(today, AHEAD_DAYS)}::date)
    order by coalesce(starts_at, on_day::timestamptz), uid`.execute(db.kysely)
  const text = calendarText('研培', rows.flatMap(entryOf), now())
  return { file: Buffer.from(text), name: '研培日历.ics', type: 'text/calendar; charset=utf-8' }
}

function entryOf({ uid, title, starts, ends, day, place }: Row): CalendarEntry[] {
  if (day !== null) return [{ uid, title: `截止：${title}`, place: null, about: '', day }]
  return starts === null || ends === null ? [] : [{ uid, title, place, about: '', from: starts, until: ends }]
}
