import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import { Refused } from '#lib/refusal.ts'

/** A changing request: the key its client made, what it asks for, and everything it says. */
export type Request = { key: string; action: string; content: object }

/**
 * Runs `run` once for a request's key, in the transaction of `work`: a retry, also one that arrives while the first
 * is still at work, is answered with the first one's reply and changes nothing. The reply is kept as JSON.
 * @throws Refused 409 'key-used' when the key stands for another request or another account.
 */
export async function once<T extends object>(
  work: Work,
  request: Request,
  run: () => Promise<T>,
): Promise<T> {
  const digest = createHash('sha256').update(JSON.stringify(request.content)).digest()
  // waits for a twin that is still running: if that one is rolled back, this one does the work
  const { rows } = await sql`insert into request_key (key, action, digest)
    values (${request.key}, ${request.action}, ${digest}) on conflict do nothing returning key`.execute(
    work.tx,
  )
  if (rows.length === 0) return earlierReply<T>(work, request, digest)
  const reply = await run()
  await sql`update request_key set reply = ${JSON.stringify(reply)}::jsonb
    where region_id = ${work.caller.region} and key = ${request.key}`.execute(work.tx)
  return reply
}

async function earlierReply<T>(work: Work, request: Request, digest: Buffer): Promise<T> {
  const { rows } = await sql<{ reply: T | null }>`select reply from request_key
    where region_id = ${work.caller.region} and key = ${request.key}
      and action = ${request.action} and digest = ${digest}`.execute(work.tx)
  const reply = rows[0]?.reply
  if (reply === undefined || reply === null) {
    throw new Refused(409, {
      code: 'key-used',
      because: '这次提交的编号已用于另一项操作，请刷新页面后重新提交。',
    })
  }
  return reply
}

/** Forgets the keys of requests that nobody retries any more. @returns how many. */
export async function forgetRequests(work: Work, before: Date): Promise<number> {
  const done =
    await sql`delete from request_key where region_id = ${work.caller.region} and at < ${before}`.execute(
      work.tx,
    )
  return Number(done.numAffectedRows ?? 0n)
}
