import { sql, type RawBuilder } from 'kysely'
import type { NoticeRow } from '#contract/message.ts'
import type { Work } from '#kernel/call.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import { NUMBER } from '../circulars/number.ts'

/** A notice with what the caller is to it. */
export type NoticeRecord = Omit<NoticeRow, 'publishedAt' | 'readAt' | 'pinned'> & {
  publishedAt: Date
  readAt: Date | null
  pinnedUntil: Day | null
  body: string
  link: string | null
  circular: { id: string; number: string } | null
  remindDays: number | null
  unitId: string | null
  accountId: string | null
}

function columns({ caller }: Work): RawBuilder<unknown> {
  return sql`n.id, n.kind, n.title, n.body, n.link, n.remind_days as "remindDays", n.unit_id as "unitId", n.account_id as "accountId", n.audience,
    coalesce((select s.name from unit_state s where s.region_id = n.region_id and s.unit_id = n.unit_id
      order by lower(s.valid) desc nulls last limit 1), case when n.account_id is null then '系统' else '中心' end) as "from",
    n.published_at as "publishedAt", n.due_on as "dueOn", n.pinned_until as "pinnedUntil",
    me.recipient_id is not null as addressed, mine.read_at as "readAt",
    (select count(*)::integer from notice_reminder m where m.region_id = n.region_id and m.notice_id = n.id) as reminders,
    (select jsonb_build_object('id', c.id, 'number', ${NUMBER}) from circular c where c.region_id = ${caller.region} and c.id = n.circular_id) as circular`
}

/** Notices `n` beside what they are to the caller. */
const from = sql`from notice n
  left join notice_recipient me on me.region_id = n.region_id and me.notice_id = n.id and me.recipient_id = (select session_recipient())
  left join notice_receipt mine on mine.region_id = n.region_id and mine.notice_id = n.id and mine.recipient_id = me.recipient_id`

/** Counts of addressees of notices, and of those who have read, as far as the caller sees them. */
const counted = sql`(select count(*)::integer from notice_recipient r where r.region_id = n.region_id and r.notice_id = n.id) as people,
  (select count(*)::integer from notice_receipt t where t.region_id = n.region_id and t.notice_id = n.id) as read`

/** A page of notices to the caller: what is pinned first, then the newest. */
export async function noticesToMe(
  work: Work,
  asked: { unread: boolean; offset: number; limit: number },
): Promise<{ total: number; rows: NoticeRecord[] }> {
  const { tx, caller, now } = work
  const where = sql`n.region_id = ${caller.region} and me.recipient_id is not null ${asked.unread ? sql`and mine.read_at is null` : sql``}`
  const total = await sql<{
    total: number
  }>`select count(*)::integer as total ${from} where ${where}`.execute(tx)
  const { rows } =
    await sql<NoticeRecord>`select ${columns(work)}, 0 as people, 0 as read ${from} where ${where}
    order by coalesce(n.pinned_until >= ${dayAt(now)}::date, false) desc, n.published_at desc, n.id
    offset ${asked.offset} limit ${asked.limit}`.execute(tx)
  return { total: total.rows[0]?.total ?? 0, rows }
}

/** A page of the notices that went out within the caller's view, with how many have read; what cases told is not among them. */
export async function noticesSent(
  work: Work,
  asked: { offset: number; limit: number },
): Promise<{ total: number; rows: NoticeRecord[] }> {
  const { tx, caller } = work
  const where = sql`n.region_id = ${caller.region} and n.kind <> 'case'`
  const total = await sql<{
    total: number
  }>`select count(*)::integer as total from notice n where ${where}`.execute(tx)
  const { rows } = await sql<NoticeRecord>`select ${columns(work)}, ${counted} ${from} where ${where}
    order by n.published_at desc, n.id offset ${asked.offset} limit ${asked.limit}`.execute(tx)
  return { total: total.rows[0]?.total ?? 0, rows }
}

/** One notice in view; undefined for none. */
export async function findNotice(work: Work, id: string): Promise<NoticeRecord | undefined> {
  const { rows } = await sql<NoticeRecord>`select ${columns(work)}, ${counted} ${from}
    where n.region_id = ${work.caller.region} and n.id = ${id}`.execute(work.tx)
  return rows[0]
}

/** When those who had not read a notice were reminded, newest first. */
export async function remindersOf(
  { tx, caller }: Work,
  notice: string,
): Promise<{ day: Day; at: Date; by: string; people: number }[]> {
  const { rows } = await sql<{ day: Day; at: Date; by: string; people: number }>`
    select day, at, by, people from notice_reminder where region_id = ${caller.region} and notice_id = ${notice} order by day desc`.execute(
    tx,
  )
  return rows
}

/** Writes that those who had not read were reminded. @returns false when it was done already that day. */
export async function insertReminder(
  { tx, caller, now }: Work,
  notice: string,
  people: number,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into notice_reminder (region_id, notice_id, day, at, by, people)
    values (${caller.region}, ${notice}, ${dayAt(now)}::date, ${now}, ${caller.actor}, ${people}) on conflict do nothing`.execute(
      tx,
    )
  return numAffectedRows === 1n
}

/** Writes the caller's receipt, once. @returns false for who is no addressee. */
export async function insertReceipt({ tx, caller, now }: Work, notice: string): Promise<boolean> {
  const { rows } = await sql<{ me: string }>`select recipient_id as me from notice_recipient
    where region_id = ${caller.region} and notice_id = ${notice} and recipient_id = session_recipient()`.execute(
    tx,
  )
  if (rows[0] === undefined) return false
  await sql`insert into notice_receipt (region_id, notice_id, recipient_id, read_at)
    values (${caller.region}, ${notice}, ${rows[0].me}, ${now}) on conflict do nothing`.execute(tx)
  return true
}

/** A page of the addressees whom the caller sees, those who have not read first. */
export async function receiptsOf(
  { tx, caller, now }: Work,
  notice: string,
  asked: { read?: 'yes' | 'no' | undefined; offset: number; limit: number },
): Promise<{ total: number; rows: { name: string; unit: string | null; readAt: Date | null }[] }> {
  const from = sql`from notice_names(${notice}) m
    join notice_recipient r on r.region_id = ${caller.region} and r.notice_id = ${notice} and r.recipient_id = m.recipient_id
    left join notice_receipt t on t.region_id = r.region_id and t.notice_id = r.notice_id and t.recipient_id = r.recipient_id
    where ${asked.read === undefined ? sql`true` : asked.read === 'yes' ? sql`t.read_at is not null` : sql`t.read_at is null`}`
  const total = await sql<{ total: number }>`select count(*)::integer as total ${from}`.execute(tx)
  const { rows } = await sql<{ name: string; unit: string | null; readAt: Date | null }>`
    select m.name, (select s.name from unit_state s where s.region_id = r.region_id and s.unit_id = r.unit_id and s.valid @> ${dayAt(now)}::date) as unit,
      t.read_at as "readAt" ${from} order by t.read_at nulls first, unit nulls first, m.name, m.recipient_id
    offset ${asked.offset} limit ${asked.limit}`.execute(tx)
  return { total: total.rows[0]?.total ?? 0, rows }
}
