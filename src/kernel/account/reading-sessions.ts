import type { Role } from '#contract/route.ts'
import type { Database } from '#db/open.ts'

/** A short session in somebody's name, for the program to look up what that person would see. */
export type ReadingSession = {
  hash: Buffer
  /** The person, or the account of who is not on file. */
  recipient: string
  role: Role
}

const MINUTES = 10

/**
 * Opens a session for every role that some people hold, one statement for all. Nobody has their tokens: only the hash is
 * ever made. Whoever opens them reads in read-only transactions and ends them.
 * @param recipients persons, or accounts of who is not on file.
 */
export async function openReadingSessions(
  db: Database,
  regionId: number,
  recipients: readonly string[],
): Promise<ReadingSession[]> {
  const { rows } = await db.admin.query<ReadingSession>(
    `insert into session (token_hash, region_id, kind, account_id, person_id, role, unit_id, actor, device, idle_seconds, expires_at)
     select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), a.region_id, 'user', a.id, a.person_id, r.role,
       r.unit_id, '系统：' || a.display_name || '的待办', '每日摘要', $3::int, now() + make_interval(secs => $3)
     from account a join account_role r on r.region_id = a.region_id and r.account_id = a.id and r.revoked_at is null
     where a.region_id = $1 and coalesce(a.person_id, a.id) = any ($2) and a.disabled_at is null
     returning token_hash as hash, coalesce(person_id, account_id) as recipient, role`,
    [regionId, recipients, MINUTES * 60],
  )
  return rows
}

/** Takes the sessions away again: nothing was done in them that a log would have to explain. */
export async function dropReadingSessions(db: Database, sessions: readonly ReadingSession[]): Promise<void> {
  await db.admin.query('delete from session where token_hash = any ($1)', [sessions.map(({ hash }) => hash)])
}
