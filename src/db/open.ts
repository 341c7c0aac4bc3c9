import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { setTimeout as delay } from 'node:timers/promises'
import { startPruning } from './backup/wal.ts'
import { connectionName, connectionsOfOthers, LONG, openPool, PAGE, type Endpoint } from './connections.ts'
import { ensureDatabase } from './ensure-database.ts'
import { DATABASE, SUPERUSER } from './embedded/settings.ts'
import { startEmbedded, type EmbeddedServer, type OnSecond } from './embedded/server.ts'
import { checkReachable, ensureAppLogin, externalEndpoints } from './external.ts'
import { migrate } from './migrate.ts'
import { APP_ROLE, checkVersion, prepareServer } from './roles.ts'
import type { DB } from './rows.gen.ts'
import { TimedCursor } from './streams.ts'

/** An open database. */
export type Database = {
  /** The administrator's connections: migrations, system sessions, verification, backup. */
  admin: pg.Pool
  /** The app's least-privileged role, for pages. */
  app: pg.Pool
  /** The same role with long time limits, for imports and yearly work. */
  bulk: pg.Pool
  /** Kysely over `app`, outside of any session. */
  kysely: Kysely<DB>
  server: 'embedded' | 'external'
  /** The embedded server that this process looks after or uses; null with an external one. */
  embedded: EmbeddedServer | null
  /** False while the embedded server is being restarted. */
  ready(): boolean
  /** Ends the connections, then the embedded server if it is ours; once, however often it is called. */
  close(): Promise<void>
}

/** What to open. */
export type OpenOptions = {
  /** The data folder; the embedded server lives in it. */
  dataDir: string
  /** Use this server (PostgreSQL 15–18) instead of the embedded one. */
  databaseUrl?: string | undefined
  /** When another process uses the data folder: 'refuse' (serving) or 'share' its server (commands). */
  onSecond?: OnSecond
  /** How long closing waits for other processes that share our server, in milliseconds. */
  waitForOthers?: number
  /** The folder of the migrations, if not the program's own. */
  migrations?: string
}

const WAIT_FOR_OTHERS = 600_000

/**
 * Opens the database of a data folder, or the external one; brings its roles and schema up to date.
 * @throws DatabaseRefusal with what is wrong and what to do, in Chinese.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  if (options.databaseUrl) return openExternal(options.databaseUrl, options)
  const embedded = withPruning(
    await startEmbedded(options.dataDir, options.onSecond ?? 'share'),
    options.dataDir,
  )
  try {
    await ensureDatabase(embedded.socket)
    return await connect({ ...embeddedEndpoints(embedded.socket), embedded, databaseUrl: null }, options)
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

/** Whoever looks after the server also keeps its archive of the log from growing for ever. */
function withPruning(embedded: EmbeddedServer, dataDir: string): EmbeddedServer {
  if (embedded.role === 'guest') return embedded
  const end = startPruning(embedded.place.wal, dataDir)
  const stop = (): Promise<void> => {
    end()
    return embedded.stop()
  }
  return { ...embedded, stop }
}

async function openExternal(databaseUrl: string, options: OpenOptions): Promise<Database> {
  return connect({ ...externalEndpoints(databaseUrl), embedded: null, databaseUrl }, options)
}

/** How the two roles reach a database of an embedded server. */
export function embeddedEndpoints(
  socket: string,
  database: string = DATABASE,
): { admin: Endpoint; app: Endpoint } {
  return {
    admin: { host: socket, database, user: SUPERUSER },
    app: { host: socket, database, user: APP_ROLE },
  }
}

type Target = { admin: Endpoint; app: Endpoint; embedded: EmbeddedServer | null; databaseUrl: string | null }

async function connect(target: Target, options: OpenOptions): Promise<Database> {
  const pools = openPools(target)
  try {
    if (target.databaseUrl !== null) await checkReachable(pools.admin)
    await checkVersion(pools.admin)
    await prepareServer(pools.admin)
    if (target.databaseUrl !== null) await ensureAppLogin(pools.admin, pools.app, target.databaseUrl)
    await migrate(pools.admin, options.migrations)
    return database(pools, target.embedded, options.waitForOthers ?? WAIT_FOR_OTHERS)
  } catch (error) {
    await endPools(pools)
    throw error
  }
}

type Pools = { admin: pg.Pool; app: pg.Pool; bulk: pg.Pool }

/** Opens the three pools of a database; nothing connects before the first query. */
export function openPools(endpoints: { admin: Endpoint; app: Endpoint }): Pools {
  const name = connectionName()
  return {
    admin: openPool(endpoints.admin, name, 3, LONG),
    app: openPool(endpoints.app, name, 12, PAGE),
    bulk: openPool(endpoints.app, name, 3, LONG),
  }
}

/** A Database over pools that are open; `close` ends them and then the embedded server. */
export function database(pools: Pools, embedded: EmbeddedServer | null, waitForOthers: number): Database {
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool: pools.app, cursor: TimedCursor }) })
  const end = async (): Promise<void> => {
    if (embedded?.role === 'owner') await othersToFinish(pools.admin, waitForOthers)
    await endPools(pools)
    await embedded?.stop()
  }
  let ended: Promise<void> | undefined
  const close = (): Promise<void> => (ended ??= end())
  const server = embedded === null ? 'external' : 'embedded'
  return { ...pools, kysely, server, embedded, ready: () => embedded?.ready() ?? true, close }
}

async function endPools(pools: Pools): Promise<void> {
  await Promise.all([pools.admin.end(), pools.app.end(), pools.bulk.end()])
}

/** A command that shares our server would lose its work if we stopped the server under it. */
async function othersToFinish(admin: pg.Pool, patience: number): Promise<void> {
  const deadline = Date.now() + patience
  while (Date.now() < deadline) {
    const others = await connectionsOfOthers(admin).catch(() => 0)
    if (others === 0) return
    await delay(100)
  }
}
