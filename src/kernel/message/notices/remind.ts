import { sql } from 'kysely'
import { editors } from '#contract/route.ts'
import type { Action } from '#contract/common.ts'
import { actionOf } from '#kernel/action.ts'
import { audit, type Work } from '#kernel/call.ts'
import { calendarOf } from '#kernel/case/holidays.ts'
import { addDays, dayAt, type Day } from '#lib/dates.ts'
import { notFound, Refused, type Refusal } from '#lib/refusal.ts'
import { refuseReminding, remindsToday } from '../decide.ts'
import { findNotice, insertReminder, remindersOf, type NoticeRecord } from './store.ts'

/** Reminds those who have not read a notice: on their pages and in the day's mail. @throws Refused 404, 403, 409. */
export async function remindReaders(work: Work, id: string): Promise<{ people: number }> {
  const found = await findNotice(work, id)
  if (found === undefined) throw notFound('这则通知')
  const refusal = await refusalToRemind(work, found)
  if (refusal !== null) throw new Refused(refusal.code === 'not-sender' ? 403 : 409, refusal)
  const people = found.people - found.read
  if (!(await insertReminder(work, id, people)))
    throw new Refused(409, { code: 'reminded', because: '刚才有人已经催阅过了。' })
  await audit(work.tx, 'notice.remind', { kind: 'notice', id }, { people })
  return { people }
}

async function refusalToRemind(
  work: Work,
  { id, people, read, unitId }: NoticeRecord,
): Promise<Refusal | null> {
  const [newest] = await remindersOf(work, id)
  const { role, unit } = work.caller
  const edits = editors.some((one) => one === role) || role === 'system'
  const sender = edits && (role === 'officer' || role === 'system' || (unitId !== null && unitId === unit))
  return refuseReminding({ unread: people - read, remindedToday: newest?.day === dayAt(work.now), sender })
}

/** Whether the caller can remind those who have not read a notice. */
export async function remindAbility(work: Work, found: NoticeRecord): Promise<Action> {
  const refusal = await refusalToRemind(work, found)
  return actionOf('remind', refusal?.because ?? null)
}

/** Twenty working days with every holiday in between are fewer days than these. */
const FARTHEST_DAYS = 60

type Candidate = { id: string; dueOn: Day; days: number; publishedAt: Date; reminded: Day[] }

/**
 * Reminds those who have not read the notices that are to remind by themselves and whose time has come; whoever reminded by
 * hand in that time did it already. Runs as often as it likes. @returns how many notices.
 */
export async function remindByItself(work: Work): Promise<number> {
  const today = dayAt(work.now)
  const { rows } = await sql<Candidate>`
    select n.id, n.due_on as "dueOn", n.remind_days as days, n.published_at as "publishedAt",
      array(select m.day::text from notice_reminder m where m.region_id = n.region_id and m.notice_id = n.id) as reminded
    from notice n where n.region_id = ${work.caller.region} and n.remind_days is not null
      and n.due_on between ${today}::date and ${addDays(today, FARTHEST_DAYS)}::date`.execute(work.tx)
  if (rows.length === 0) return 0
  const calendar = await calendarOf(work, addDays(today, -FARTHEST_DAYS))
  let done = 0
  for (const { id, publishedAt, ...facts } of rows) {
    if (!remindsToday({ ...facts, today, publishedOn: dayAt(publishedAt) }, calendar)) continue
    const found = await findNotice(work, id)
    if (found === undefined || found.people === found.read) continue
    await remindReaders(work, id)
    done += 1
  }
  return done
}
