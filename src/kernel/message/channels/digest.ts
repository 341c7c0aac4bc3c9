import { sql } from 'kysely'
import { addDays, dayAt, localTimeOf } from '#lib/dates.ts'
import { inWork, type Runtime, type Work } from '#kernel/call.ts'
import { afterQuiet, clockMs } from '../decide.ts'
import type { Desk } from '../todos/list.ts'
import { todosOfPeople, type OwnTodos } from '../todos/of-people.ts'
import { digestOf } from './digest-words.ts'
import { putOut } from './outbox.ts'
import { enabledChannels, hoursOf, mailOf } from './settings.ts'

/** So many people's digests are looked up at once and written together. */
const AT_A_TIME = 100
/** After so long what is made goes out first; the rest is made in the next round. */
const STRETCH_MS = 20_000

type Row = {
  recipient: string
  email: string
  notices: { id: string; title: string; due: string | null; reminded: boolean }[]
  activities: { title: string; at: string; place: string | null }[]
  told: string[]
}
type Batch = { region: number; rows: Row[]; site: string; notBefore: Date }

/**
 * Makes the day's mails: for each who wants them, one with what waits for the person in all systems, what is new and unread,
 * and what is on tomorrow; nobody gets an empty one, nobody two a day. Each is looked up once a day.
 * @returns how many were made; a long list is made in several rounds.
 */
export async function makeDigests(
  runtime: Runtime,
  session: Buffer,
  desk: Desk,
  onError: (error: unknown) => void,
): Promise<number> {
  const began = performance.now()
  let made = 0
  for (;;) {
    const batch = await inWork(runtime, session, (work) => nextBatch(work, runtime.dataDir), 'long')
    if (batch === null) return made
    const recipients = batch.rows.map(({ recipient }) => recipient)
    const waiting = await todosOfPeople(runtime, batch.region, recipients, desk, onError)
    made += await inWork(runtime, session, (work) => putDigests(work, batch, waiting), 'long')
    if (batch.rows.length < AT_A_TIME || performance.now() - began > STRETCH_MS) return made
  }
}

/** Those whose turn it is; null where no mail goes out, its hour has not come, or everybody was looked up today. */
async function nextBatch(work: Work, dataDir: string): Promise<Batch | null> {
  const hours = await hoursOf(work)
  const mail = (await enabledChannels(work)).has('email') ? await mailOf(work, dataDir) : null
  if (mail === null || !isDue(work.now, hours.digestAt)) return null
  const rows = await rowsOf(work)
  if (rows.length === 0) return null
  const site = mail.site.replace(/\/+$/, '')
  return { region: work.caller.region, rows, site, notBefore: afterQuiet(work.now, hours) }
}

function isDue(now: Date, at: string): boolean {
  const [hours = '0', minutes = '0'] = localTimeOf(now).slice(11).split(':')
  return clockMs(`${hours}:${minutes}`) >= clockMs(at)
}

async function putDigests(
  work: Work,
  { rows, site, notBefore }: Batch,
  waiting: ReadonlyMap<string, OwnTodos>,
): Promise<number> {
  const today = dayAt(work.now)
  const digests = rows.map((row) => ({
    row,
    ...digestOf({ ...row, waiting: waiting.get(row.recipient) ?? null }, site, today),
  }))
  await noteTold(work, today, digests)
  return putOut(
    work,
    digests.flatMap(({ row, mail }) =>
      mail === null
        ? []
        : [
            {
              ...mail,
              channel: 'email' as const,
              key: `digest:${row.recipient}:${today}`,
              recipientId: row.recipient,
              address: row.email,
              notBefore,
            },
          ],
    ),
  )
}

/** Keeps what was told, so that tomorrow it is only counted. */
async function noteTold(
  { tx, caller }: Work,
  today: string,
  digests: readonly { row: Row; told: readonly string[] }[],
): Promise<void> {
  const rows = digests.map(
    ({ row, told }) =>
      sql`(${caller.region}::integer, ${row.recipient}::uuid, ${today}::date, ${told}::text[])`,
  )
  await sql`insert into digest_day (region_id, recipient_id, day, told) values ${sql.join(rows)}
    on conflict (region_id, recipient_id) do update set day = excluded.day, told = excluded.told`.execute(tx)
}

/** Those who want a digest and were not looked up today; with what is new since their last one, of a week at the most. */
async function rowsOf({ tx, caller, now }: Work): Promise<Row[]> {
  const today = dayAt(now)
  const { rows } = await sql<Row>`
    select p.recipient_id as recipient, p.email, coalesce(n.notices, '[]') as notices, coalesce(a.activities, '[]') as activities,
      coalesce(g.told, '{}') as told
    from message_preference p left join digest_day g on g.region_id = p.region_id and g.recipient_id = p.recipient_id
    left join lateral (select max(o.made_at) as at from outbox o where o.region_id = p.region_id and o.key like 'digest:' || p.recipient_id || ':%') last on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', n.id, 'title', n.title, 'due', n.due_on, 'reminded', m.at is not null) order by n.due_on nulls last, n.published_at) as notices
      from notice_recipient r
      join notice n on n.region_id = r.region_id and n.id = r.notice_id and n.published_at > ${now}::timestamptz - interval '90 days'
      left join lateral (select max(x.at) as at from notice_reminder x where x.region_id = n.region_id and x.notice_id = n.id
        and x.at > coalesce(last.at, ${now}::timestamptz - interval '7 days')) m on true
      where r.region_id = p.region_id and r.recipient_id = p.recipient_id
        and not exists (select from notice_receipt t where t.region_id = r.region_id and t.notice_id = r.notice_id and t.recipient_id = r.recipient_id)
        and (n.published_at > coalesce(last.at - interval '1 minute', ${now}::timestamptz - interval '7 days') or m.at is not null
          or n.due_on between ${today}::date and ${addDays(today, 1)}::date)) n on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('title', b.title, 'at', to_char(b.starts_at at time zone 'Asia/Shanghai', 'HH24:MI'), 'place', s.name) order by b.starts_at) as activities
      from (select distinct t.activity_id from participation t where t.region_id = p.region_id and t.person_id = p.recipient_id) t
      join activity b on b.region_id = p.region_id and b.id = t.activity_id
      left join unit_state s on s.region_id = b.region_id and s.unit_id = b.place_id and s.valid @> ${today}::date
      where b.starts_at >= ${addDays(today, 1)}::date::timestamp at time zone 'Asia/Shanghai'
        and b.starts_at < ${addDays(today, 2)}::date::timestamp at time zone 'Asia/Shanghai'
        and not exists (select from activity_cancellation c where c.region_id = b.region_id and c.activity_id = b.id)) a on true
    where p.region_id = ${caller.region} and p.email is not null and p.digest and (g.day is null or g.day < ${today}::date)
    order by p.recipient_id limit ${AT_A_TIME}`.execute(tx)
  return rows
}
