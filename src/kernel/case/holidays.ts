import { actionOf } from '#kernel/action.ts'
import { sql } from 'kysely'
import type * as z from 'zod'
import type { holidayRow, holidays, setHolidays } from '#contract/working-days.ts'
import { addDays, dayAt, yearOf, type Day } from '#lib/dates.ts'
import { fault } from '#lib/refusal.ts'
import { workCalendar, type CalendarDay, type WorkCalendar } from '#lib/working-days.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { NATIONAL } from './national-holidays.ts'

type Row = z.output<typeof holidayRow>
type Asked = z.output<NonNullable<typeof setHolidays.body>>

/** Deadlines are counted from a past day to a coming one: no further than this. */
const DAYS_LOOKED_AT = 800

/** The region's calendar from a day on, by which 工作日 are counted. */
export async function calendarOf({ tx, caller }: Work, from: Day): Promise<WorkCalendar> {
  const { rows } = await sql<CalendarDay>`select day, kind from holiday
    where region_id = ${caller.region} and day between ${from}::date and ${addDays(from, DAYS_LOOKED_AT)}::date`.execute(
    tx,
  )
  return workCalendar(rows)
}

/** A year's days that depart from the week, with the State Council's arrangement to take over where none are set. */
export async function holidaysOf(
  work: Work,
  year: number,
): Promise<z.input<NonNullable<typeof holidays.reply>>> {
  const { rows } = await sql<Row & { document: string }>`select day, kind, name, document from holiday
    where region_id = ${work.caller.region} and day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
    order by day`.execute(work.tx)
  return {
    days: rows.map(({ day, kind, name }) => ({ day, kind, name })),
    document: rows[0]?.document ?? null,
    offered: NATIONAL.get(year) ?? null,
    actions: [
      actionOf('set', work.caller.role === 'officer' ? null : `${year} 年的工作日历由中心管理员设定。`),
    ],
  }
}

/**
 * Replaces the days of a year by those given, which rest on a document. Deadlines that are already running keep the day
 * that was told; what begins later counts by the new calendar.
 * @throws Refused 422 for a day of another year or one named twice.
 */
export function setHolidaysOf(work: Work, { key, ...said }: Asked): Promise<{ done: true }> {
  return once(work, { key, action: 'set-holidays', content: said }, async () => {
    refuseDays(said)
    const { tx, caller } = work
    await sql`delete from holiday where region_id = ${caller.region}
      and day between ${`${said.year}-01-01`}::date and ${`${said.year}-12-31`}::date`.execute(tx)
    await sql`insert into holiday (region_id, day, kind, name, document, set_by)
      select ${caller.region}, d, k, n, ${said.document}, ${caller.actor}
      from unnest(${said.days.map(({ day }) => day)}::date[], ${said.days.map(({ kind }) => kind)}::text[],
        ${said.days.map(({ name }) => name)}::text[]) t(d, k, n)`.execute(tx)
    const { year, document, days } = said
    await audit(
      tx,
      'case.holidays',
      { kind: 'region', id: String(caller.region) },
      { year, document, days, on: dayAt(work.now) },
    )
    return { done: true }
  })
}

function refuseDays({ year, days }: Omit<Asked, 'key'>): void {
  const strange = days.find(({ day }) => yearOf(day) !== year)
  if (strange !== undefined) throw fault('days', `${strange.day} 不在 ${year} 年，请分年设定。`)
  const seen = new Set<Day>()
  for (const { day } of days) {
    if (seen.has(day)) throw fault('days', `${day} 写了两次，请只留一行。`)
    seen.add(day)
  }
}
