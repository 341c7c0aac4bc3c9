import { Pool, type ClientConfig } from 'pg'
import { typeParsers } from './types.ts'

/** Where a pool connects to and as whom. */
export type Endpoint = ClientConfig

/** How long the work of a pool may take, in milliseconds. */
export type Patience = { statement: number; lock: number; idleInTransaction: number }

/** A page or a check-in: who waits longer than this has gone. */
export const PAGE: Patience = { statement: 30_000, lock: 10_000, idleInTransaction: 30_000 }

/** An import, a year's award, a migration or a backup. */
export const LONG: Patience = { statement: 1_800_000, lock: 60_000, idleInTransaction: 600_000 }

const CONNECTING = 5000
const ANSWER_MARGIN = 5000

/**
 * A pool whose every wait is limited: without limits a client whose server has vanished never settles.
 * The time zone decides which day "today" is, so it never comes from the server's own settings.
 */
export function openPool(endpoint: Endpoint, name: string, max: number, patience: Patience): Pool {
  const pool = new Pool({
    ...endpoint,
    max,
    types: typeParsers,
    application_name: name,
    connectionTimeoutMillis: CONNECTING,
    query_timeout: patience.statement + ANSWER_MARGIN,
    statement_timeout: patience.statement,
    lock_timeout: patience.lock,
    idle_in_transaction_session_timeout: patience.idleInTransaction,
    options: [endpoint.options, '-c timezone=Asia/Shanghai'].filter(Boolean).join(' '),
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  })
  // a client between two statements of a transaction hears of its server's death as an event: unheard, it would end
  // the process; the next statement is refused anyway
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('error', () => undefined) // an idle connection died with its server: the pool has dropped it already
  return pool
}

const PROGRAM = 'yanpei'

let opened = 0

/** A name for the connections of one open database, which tells them from those of others in this server. */
export function connectionName(): string {
  opened += 1
  return `${PROGRAM} ${process.pid}.${opened}`
}

/** Counts the connections that others of our program (processes, as a rule) have to this server. */
export async function connectionsOfOthers(admin: Pool): Promise<number> {
  const found = await admin.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
      where application_name like $1 and application_name <> current_setting('application_name')`,
    [`${PROGRAM} %`],
  )
  return found.rows[0]?.others ?? 0
}
