import { setTimeout as delay } from 'node:timers/promises'
import {
  CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { DatabaseConnection, Transaction } from 'kysely'
import type pg from 'pg'
import type { Database } from './open.ts'
import { errorCode } from './refusal.ts'
import type { DB } from './rows.gen.ts'
import { TimedCursor } from './streams.ts'

/** 'page' for what a person waits for; 'long' for imports and yearly awards (half an hour at most). */
export type Effort = 'page' | 'long'

/**
 * Runs `work` in one transaction in the name of a session, whose rights the database itself looks up. The
 * transaction is committed when this resolves, and rolled back when it rejects. After a deadlock or a
 * serialisation failure `work` is run again, so it may do nothing but speak to `tx`.
 * @param sessionHash the SHA-256 of the session's token.
 */
export async function inSession<T>(
  db: Database,
  sessionHash: Buffer,
  work: (tx: Transaction<DB>) => Promise<T>,
  effort: Effort = 'page',
): Promise<T> {
  const pool = effort === 'page' ? db.app : db.bulk
  const session = sessionHash.toString('hex')
  for (let again = AGAIN; ; again -= 1) {
    try {
      return await once(pool, session, work)
    } catch (error) {
      if (again === 0 || !RETRYABLE.has(errorCode(error))) throw error
      await delay(LONGEST_PAUSE_MS * Math.random())
    }
  }
}

/** As often it is tried once more. */
const AGAIN = 3
/** Who begins again at once may take the lock that the other was just given, and both stand still as before. */
const LONGEST_PAUSE_MS = 50

const SERIALIZATION_FAILURE = '40001'
const DEADLOCK = '40P01'
const RETRYABLE = new Set([SERIALIZATION_FAILURE, DEADLOCK])

/**
 * The connection below a transaction of `inSession`, for COPY (out of the database by `copyOut`).
 * @throws TypeError if `tx` is not the object that `inSession` passed to its work.
 */
export function rawClient(tx: Transaction<DB>): pg.PoolClient {
  const client = clients.get(tx)
  if (client === undefined) throw new TypeError('not a transaction of inSession')
  return client
}

const clients = new WeakMap<Transaction<DB>, pg.PoolClient>()

async function once<T>(
  pool: pg.Pool,
  session: string,
  work: (tx: Transaction<DB>) => Promise<T>,
): Promise<T> {
  const driver = new SessionDriver(pool, session)
  const kysely = new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (self) => new PostgresIntrospector(self),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  return kysely.transaction().execute((tx) => {
    if (driver.client !== undefined) clients.set(tx, driver.client)
    return work(tx)
  })
}

/** Begins and names the session in one message: apart they would cost a further round trip per request. */
class SessionDriver extends PostgresDriver {
  client: pg.PoolClient | undefined
  readonly #begin: string

  constructor(pool: pg.Pool, session: string) {
    const connect = async (): Promise<pg.PoolClient> => (this.client = await pool.connect())
    super({ pool: { connect, end: () => Promise.resolve(), options: {} }, cursor: TimedCursor })
    this.#begin = `begin; select set_config('yanpei.session', '${session}', true)`
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(this.#begin))
  }
}
