import { sql } from 'kysely'
import type * as z from 'zod'
import type { ownMessages } from '#contract/channel.ts'
import { hashToken, newToken } from '#kernel/account/token.ts'
import { audit, type Work } from '#kernel/call.ts'
import { newId } from '#lib/ids.ts'

type Own = z.input<NonNullable<typeof ownMessages.reply>>

/** Where the caller wants the day's mail, and since when there is a calendar's address. */
export async function ownSettings({ tx, caller }: Work): Promise<Own> {
  const { rows } = await sql<{
    email: string | null
    digest: boolean | null
    since: Date | null
    on: boolean
  }>`
    select p.email, p.digest, f.made_at as since, mail_is_on() as "on" from (select session_recipient() as id) me
    left join message_preference p on p.region_id = ${caller.region} and p.recipient_id = me.id
    left join calendar_feed f on f.region_id = ${caller.region} and f.recipient_id = me.id and f.revoked_at is null`.execute(
    tx,
  )
  const row = rows[0]
  return {
    email: row?.email ?? null,
    digest: row?.digest ?? true,
    mailOn: row?.on ?? false,
    calendarSince: row?.since?.toISOString() ?? null,
  }
}

/** Sets the caller's address for mail; null takes it away. The log keeps that it changed, not what it is. */
export async function setOwn(
  work: Work,
  asked: { email: string | null; digest: boolean },
): Promise<{ done: true }> {
  await sql`insert into message_preference (region_id, recipient_id, email, digest, set_at)
    values (${work.caller.region}, session_recipient(), ${asked.email}, ${asked.digest}, ${work.now})
    on conflict (region_id, recipient_id) do update set email = excluded.email, digest = excluded.digest, set_at = excluded.set_at`.execute(
    work.tx,
  )
  await audit(
    work.tx,
    'message.own',
    { kind: 'account', id: work.caller.account ?? '' },
    {
      email: asked.email === null ? '没有' : '已填',
      digest: asked.digest,
    },
  )
  return { done: true }
}

/** Makes the secret address of the caller's calendar; the one before ends. It is told this once: only its hash is kept. */
export async function makeFeed(work: Work, origin: string): Promise<{ url: string }> {
  await revokeFeed(work)
  const token = newToken()
  await sql`insert into calendar_feed (region_id, id, recipient_id, token_hash, made_at)
    values (${work.caller.region}, ${newId(work.now.getTime())}, session_recipient(), ${hashToken(token)}, ${work.now})`.execute(
    work.tx,
  )
  await audit(work.tx, 'calendar.make', { kind: 'account', id: work.caller.account ?? '' })
  return { url: `${origin}/api/public/calendar/${token}` }
}

/** Ends the caller's calendar; its address finds nothing any more. */
export async function dropFeed(work: Work): Promise<{ done: true }> {
  await revokeFeed(work)
  await audit(work.tx, 'calendar.drop', { kind: 'account', id: work.caller.account ?? '' })
  return { done: true }
}

async function revokeFeed({ tx, caller, now }: Work): Promise<void> {
  await sql`update calendar_feed set revoked_at = ${now}
    where region_id = ${caller.region} and recipient_id = session_recipient() and revoked_at is null`.execute(
    tx,
  )
}
