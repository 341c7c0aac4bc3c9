import { sql } from 'kysely'
import { addDays, dayAt, localTimeOf } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { afterQuiet, clockMs } from '../decide.ts'
import { putOut, type Outgoing } from './outbox.ts'
import { enabledChannels, hoursOf, mailOf } from './settings.ts'

/** So many people's digests are made in one transaction. */
const AT_A_TIME = 500
const NAMED = 12

type Row = {
  recipient: string
  email: string
  notices: { title: string; due: string | null; reminded: boolean }[]
  activities: { title: string; at: string; place: string | null }[]
}

/**
 * Makes the day's mails: for each who wants them, one with all that is new and unread, what ends today or tomorrow and what
 * is on tomorrow; nobody gets an empty one, nobody two a day.
 * @param after people are taken in the order of their ids; those after this one.
 * @returns the last one looked at, or null when the day's are made.
 */
export async function makeDigests(
  work: Work,
  dataDir: string,
  after: string | null,
): Promise<{ last: string | null; made: number }> {
  const hours = await hoursOf(work)
  const mail = (await enabledChannels(work)).has('email') ? await mailOf(work, dataDir) : null
  if (mail === null || !isDue(work.now, hours.digestAt)) return { last: null, made: 0 }
  const rows = await rowsOf(work, after)
  const notBefore = afterQuiet(work.now, hours)
  const made = await putOut(
    work,
    rows.filter(hasNews).map((row) => mailFor(work, row, mail.site, notBefore)),
  )
  return { last: rows.length < AT_A_TIME ? null : (rows.at(-1)?.recipient ?? null), made }
}

function isDue(now: Date, at: string): boolean {
  const [hours = '0', minutes = '0'] = localTimeOf(now).slice(11).split(':')
  return clockMs(`${hours}:${minutes}`) >= clockMs(at)
}

function hasNews({ notices, activities }: Row): boolean {
  return notices.length + activities.length > 0
}

/** Those who want a digest and have none of the day; with what is new since their last one, of a week at the most. */
async function rowsOf({ tx, caller, now }: Work, after: string | null): Promise<Row[]> {
  const today = dayAt(now)
  const { rows } = await sql<Row>`
    select p.recipient_id as recipient, p.email, coalesce(n.notices, '[]') as notices, coalesce(a.activities, '[]') as activities
    from message_preference p
    left join lateral (select max(o.made_at) as at from outbox o where o.region_id = p.region_id and o.key like 'digest:' || p.recipient_id || ':%') last on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('title', n.title, 'due', n.due_on, 'reminded', m.at is not null) order by n.due_on nulls last, n.published_at) as notices
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
    where p.region_id = ${caller.region} and p.email is not null and p.digest and (${after}::uuid is null or p.recipient_id > ${after}::uuid)
      and not exists (select from outbox o where o.region_id = p.region_id and o.key = 'digest:' || p.recipient_id || ':' || ${today})
    order by p.recipient_id limit ${AT_A_TIME}`.execute(tx)
  return rows
}

function mailFor({ now }: Work, row: Row, site: string, notBefore: Date): Outgoing {
  const today = dayAt(now)
  const count = row.notices.length + row.activities.length
  return {
    channel: 'email',
    key: `digest:${row.recipient}:${today}`,
    recipientId: row.recipient,
    address: row.email,
    subject: `研培：${count} 件事（${today}）`,
    body: [
      ...noticeLines(row),
      ...activityLines(row),
      '',
      `登录查看和办理：${site}`,
      '不想再收到，请在“我的账号”里关掉每日摘要。',
    ].join('\n'),
    notBefore,
  }
}

function noticeLines({ notices }: Row): string[] {
  if (notices.length === 0) return []
  const lines = notices.slice(0, NAMED).map(({ title, due, reminded }) => {
    const marks = [due === null ? '' : `${due} 截止`, reminded ? '催阅' : ''].filter((mark) => mark !== '')
    return `· ${title}${marks.length === 0 ? '' : `（${marks.join('，')}）`}`
  })
  const more = notices.length > NAMED ? [`· 还有 ${notices.length - NAMED} 则`] : []
  return ['未读通知', ...lines, ...more]
}

function activityLines({ activities }: Row): string[] {
  if (activities.length === 0) return []
  return [
    '',
    '明天的活动',
    ...activities.map(({ title, at, place }) => `· ${at} ${title}${place === null ? '' : `（${place}）`}`),
  ]
}
