import { actionOf } from '#kernel/action.ts'
import { sql } from 'kysely'
import type * as z from 'zod'
import type { Channel, outbox as outboxRoute } from '#contract/channel.ts'
import { audit, type Work } from '#kernel/call.ts'
import { newId } from '#lib/ids.ts'
import { nextTry } from '../decide.ts'

/** Something to go out, once for its key. */
export type Outgoing = {
  channel: Channel
  key: string
  recipientId: string | null
  address: string | null
  subject: string
  body: string
  notBefore: Date
}

/** Puts messages into the outbox; what has the key of one that is there already is that one. @returns how many are new. */
export async function putOut({ tx, caller, now }: Work, all: readonly Outgoing[]): Promise<number> {
  if (all.length === 0) return 0
  const column = <T>(of: (one: Outgoing) => T): T[] => all.map(of)
  const { numAffectedRows } = await sql`
    insert into outbox (region_id, id, channel, key, recipient_id, address, subject, body, made_at, next_at)
    select ${caller.region}, i, c, k, r, a, s, b, ${now}, n from unnest(${column(() => newId(now.getTime()))}::uuid[],
      ${column(({ channel }) => channel)}::text[], ${column(({ key }) => key)}::text[], ${column(({ recipientId }) => recipientId)}::uuid[],
      ${column(({ address }) => address)}::text[], ${column(({ subject }) => subject)}::text[], ${column(({ body }) => body)}::text[],
      ${column(({ notBefore }) => notBefore)}::timestamptz[]) as t (i, c, k, r, a, s, b, n)
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** A message that is about to be tried. */
export type Due = {
  id: string
  channel: Channel
  address: string | null
  subject: string
  body: string
  attempts: number
}

/** While one process tries a message, no other does; one that dies gives it free after so long. */
const HELD_MS = 5 * 60_000

/** Takes up to so many messages of a channel that are due, for this process to send. */
export async function takeDue({ tx, caller, now }: Work, channel: Channel, most: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    update outbox o set attempts = o.attempts + 1, next_at = ${new Date(now.getTime() + HELD_MS)}
    from (select id from outbox where region_id = ${caller.region} and channel = ${channel} and next_at <= ${now}
        and sent_at is null and given_up_at is null order by next_at limit ${most} for update skip locked) due
    where o.region_id = ${caller.region} and o.id = due.id
    returning o.id, o.channel, o.address, o.subject, o.body, o.attempts`.execute(tx)
  return rows
}

/** What came of a try. */
export type Tried = { id: string; attempts: number; error: string | null; final: boolean }

/** Writes what came of tries: sent, to be tried again later, or given up after so many or where no try would help. */
export async function noteTries(
  { tx, caller, now }: Work,
  tries: readonly Tried[],
  most: number,
): Promise<void> {
  const rows = tries.map((one) => {
    const over = one.error !== null && (one.final || one.attempts >= most)
    return {
      ...one,
      sent: one.error === null ? now : null,
      over: over ? now : null,
      next: nextTry(now, one.attempts),
    }
  })
  await sql`update outbox o set sent_at = t.sent, given_up_at = t.over, last_error = t.error, next_at = t.next
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ sent }) => sent)}::timestamptz[],
      ${rows.map(({ over }) => over)}::timestamptz[], ${rows.map(({ error }) => error)}::text[],
      ${rows.map(({ next }) => next)}::timestamptz[]) as t (id, sent, over, error, next)
    where o.region_id = ${caller.region} and o.id = t.id`.execute(tx)
}

type Reply = z.input<NonNullable<typeof outboxRoute.reply>>
type State = Reply['rows'][number]['state']
type Row = Omit<Reply['rows'][number], 'at' | 'nextAt'> & { at: Date; nextAt: Date }

const STATE = sql<State>`case when sent_at is not null then 'sent' when given_up_at is not null then 'given-up' else 'waiting' end`

/** What goes out and went out, newest first; addresses with their middle left out. */
export async function outboxPage(
  { tx, caller }: Work,
  asked: { state?: State | undefined; offset: number; limit: number },
): Promise<Reply> {
  const counts = await sql<{
    state: State
    count: number
  }>`select ${STATE} as state, count(*)::integer as count from outbox
    where region_id = ${caller.region} group by 1`.execute(tx)
  const { rows } = await sql<Row>`
    select id, channel, coalesce(regexp_replace(address, '^(.)[^@]*', '\\1***'), '群机器人') as "to", subject, ${STATE} as state,
      attempts, made_at as at, next_at as "nextAt", last_error as error from outbox
    where region_id = ${caller.region} and (${asked.state ?? null}::text is null or ${STATE} = ${asked.state ?? null})
    order by made_at desc, id offset ${asked.offset} limit ${asked.limit}`.execute(tx)
  const count = (state: State): number => counts.rows.find((one) => one.state === state)?.count ?? 0
  const givenUp = count('given-up')
  return {
    waiting: count('waiting'),
    sent: count('sent'),
    givenUp,
    rows: rows.map((row) => ({
      ...row,
      at: row.at.toISOString(),
      nextAt: row.state === 'waiting' ? row.nextAt.toISOString() : null,
    })),
    actions: [actionOf('retry', givenUp > 0 ? null : '没有需要重发的消息。')],
  }
}

/** Tries once more what was given up. @returns how many. */
export async function retryGivenUp({ tx, caller, now }: Work): Promise<{ messages: number }> {
  const { numAffectedRows } = await sql`update outbox set given_up_at = null, attempts = 0, next_at = ${now}
    where region_id = ${caller.region} and given_up_at is not null`.execute(tx)
  const messages = Number(numAffectedRows ?? 0n)
  await audit(tx, 'message.retry', { kind: 'outbox', id: 'given-up' }, { messages })
  return { messages }
}

const KEPT_DAYS = 90

/** Forgets what went out long ago: mails hold names and addresses. */
export async function forgetSent({ tx, caller, now }: Work): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
  await sql`delete from outbox where region_id = ${caller.region} and made_at < ${before}
    and (sent_at is not null or given_up_at is not null)`.execute(tx)
}
