import type pg from 'pg'
import type { Role } from '#contract/route.ts'
import type { Database } from '#db/open.ts'
import { sessionLimits, type Held } from './limits.ts'
import { hashToken, newToken } from './token.ts'

/**
 * The session table is out of the app role's reach, lest a hole in a page make sessions: these few statements,
 * with parameters only, are the administrator's part.
 */

/** A session just opened: the token is for its holder's cookie alone. */
export type OpenedSession = { token: string; hash: Buffer; lastsSeconds: number }

/** For whom a session is opened. `passwordHash` is the one that was checked: a newer one refuses. */
export type Opening = {
  regionId: number
  accountId: string
  held: Held
  actor: string
  device: string
  stay: boolean
  passwordHash?: string
}

/**
 * Opens a session in a role that the account holds at this moment; null when it does not any more, is disabled, or
 * its password has changed. A change under way is waited for, so that no session outlives it.
 * @param client in a transaction.
 */
export async function openSession(client: pg.PoolClient, opening: Opening): Promise<OpenedSession | null> {
  const { regionId, accountId, held, stay } = opening
  const token = newToken()
  const hash = hashToken(token)
  const limits = sessionLimits(held.role, stay)
  await client.query('select from account where region_id = $1 and id = $2 for share', [regionId, accountId])
  const made = await client.query(OPEN, [
    hash,
    regionId,
    accountId,
    held.role,
    held.unitId,
    opening.actor,
    opening.device.slice(0, 120),
    limits.idle,
    limits.absolute,
    opening.passwordHash ?? null,
  ])
  return made.rowCount === 1 ? { token, hash, lastsSeconds: limits.absolute } : null
}

const OPEN = `
  with holder as (
    select a.region_id, a.id, a.person_id from account a
    where a.region_id = $2 and a.id = $3 and a.disabled_at is null
      and ($10::text is null or a.password_hash = $10)
      and exists (select from account_role r where r.region_id = a.region_id and r.account_id = a.id
        and r.role = $4 and r.unit_id is not distinct from $5 and r.revoked_at is null))
  insert into session (token_hash, region_id, kind, account_id, person_id, role, unit_id, actor, device,
    idle_seconds, expires_at)
  select $1, region_id, 'user', id, person_id, $4, $5, $6, $7, $8::int, now() + make_interval(secs => $9)
  from holder`

/** Ends one session. */
export async function endSession(client: pg.Pool | pg.PoolClient, hash: Buffer): Promise<void> {
  await client.query('update session set ended_at = now() where token_hash = $1 and ended_at is null', [hash])
}

/** Ends all sessions of an account, or all but one. */
export async function endSessionsOf(
  client: pg.Pool | pg.PoolClient,
  regionId: number,
  accountId: string,
  except: Buffer | null = null,
): Promise<void> {
  await client.query(
    `update session set ended_at = now() where region_id = $1 and account_id = $2 and ended_at is null
      and token_hash is distinct from $3`,
    [regionId, accountId, except],
  )
}

/** How a session stands: as whom and where it was opened. */
export type SessionOrigin = { device: string; stay: boolean; role: Role }

/** Where a live session was opened, and whether it is one that stays; null when it is over. */
export async function originOf(client: pg.Pool | pg.PoolClient, hash: Buffer): Promise<SessionOrigin | null> {
  const found = await client.query<{ device: string | null; role: Role; idle_seconds: number }>(
    'select device, role, idle_seconds from session where token_hash = $1 and ended_at is null',
    [hash],
  )
  const row = found.rows[0]
  if (row === undefined) return null
  const stay = row.idle_seconds > sessionLimits(row.role, false).idle
  return { device: row.device ?? '', stay, role: row.role }
}

/** Notes that sessions were used just now; what is over stays over, and a recent note is not repeated. */
export async function touchSessions(db: Database, hashes: readonly Buffer[]): Promise<void> {
  await db.admin.query(
    `update session set seen_at = now()
      where token_hash = any ($1) and ended_at is null and expires_at > now()
        and seen_at < now() - interval '3 minutes' and seen_at + make_interval(secs => idle_seconds) > now()`,
    [hashes],
  )
}

/** Removes sessions that ended more than 30 days ago; what was done in them stands in the audit log. */
export async function forgetOldSessions(db: Database): Promise<void> {
  await db.admin.query(`delete from session where expires_at < now() - interval '30 days'`)
}

/** Runs `work` in one transaction of the administrator's. */
export async function asAdmin<T>(db: Database, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await db.admin.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true), // a connection that cannot even roll back is of no use to anybody
    )
    throw error
  }
}
