import { randomBytes } from 'node:crypto'
import type { Database } from '#db/open.ts'
import { hashToken } from './token.ts'

/** A session in which the program itself works: jobs and the command line. */
export type SystemSession = {
  /** What `inWork` and `inSession` take. */
  hash: Buffer
  /** Ends it; further use is refused. */
  end(): Promise<void>
}

const HOURS = 24
const RENEW_AFTER_MS = 12 * 3_600_000

/**
 * Opens a session that sees and changes one whole region for at most a day.
 * @param actor how the audit log names who acts, e.g. the system's user or the job.
 */
export async function systemSession(db: Database, regionId: number, actor: string): Promise<SystemSession> {
  const hash = hashToken(randomBytes(32))
  await db.admin.query(
    `insert into session (token_hash, region_id, kind, role, actor, idle_seconds, expires_at)
     values ($1, $2, 'system', 'system', $3, $4::int, now() + make_interval(secs => $4))`,
    [hash, regionId, actor, HOURS * 3600],
  )
  const end = async (): Promise<void> => {
    await db.admin.query('update session set ended_at = now() where token_hash = $1 and ended_at is null', [
      hash,
    ])
  }
  return { hash, end }
}

/** A system session for a job that never ends: renewed before it runs out. */
export type LastingSession = { hash(): Promise<Buffer>; end(): Promise<void> }

/** Keeps a system session of a region open as long as it is asked for; nothing is written before the first use. */
export function lastingSystemSession(db: Database, regionId: number, actor: string): LastingSession {
  let current: Promise<SystemSession> | undefined
  let openedAt = 0
  const renew = async (last: Promise<SystemSession> | undefined): Promise<SystemSession> => {
    const next = await systemSession(db, regionId, actor)
    await last?.then((old) => old.end()).catch(() => undefined) // an old one that failed to open or end runs out by itself
    return next
  }
  return {
    hash: async () => {
      if (current === undefined || Date.now() - openedAt > RENEW_AFTER_MS) {
        openedAt = Date.now()
        current = renew(current)
        current.catch(() => (current = undefined))
      }
      return (await current).hash
    },
    end: async () => {
      const last = current
      current = undefined
      await (await last)?.end()
    },
  }
}
