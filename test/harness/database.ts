import { after, before } from 'node:test'
import { database, openPools, type Database } from '#db/open.ts'
import { ensureAppLogin } from '#db/external.ts'
import { MIGRATIONS, migrate } from '#db/migrate.ts'
import { checkVersion, prepareServer } from '#db/roles.ts'
import { runAsAdmin, testServer, type TestServer } from './cluster.ts'

/** Anything that runs something at the end: a TestContext, or `{ after }` of node:test. */
export type Ending = { after(done: () => Promise<void>): void }

/** For what a whole suite uses, called in its body: what is given to it is done after the last test, last first. */
export function suiteEnding(): Ending {
  const endings: (() => Promise<void>)[] = []
  after(async () => {
    for (const done of endings.toReversed()) await done()
  })
  return { after: (done) => void endings.push(done) }
}

/**
 * A fresh database of the newest schema, as the app's least-privileged role; it goes with the test.
 * @param ending the test's context.
 * @param migrations another folder of migrations than the program's.
 */
export async function testDatabase(ending: Ending, migrations: string = MIGRATIONS): Promise<Database> {
  const server = await testServer()
  const template = await templateOf(server, migrations)
  const name = freshName('yanpei_test')
  await runAsAdmin(
    server.endpoints('postgres').admin,
    `create database ${name} template ${template} strategy file_copy`,
  )
  const db = database(openPools(server.endpoints(name)), null, 0)
  ending.after(async () => {
    await db.close()
    if (server.databaseUrl !== null) await dropDatabase(server, name)
  })
  return { ...db, server: server.databaseUrl === null ? 'embedded' : 'external' }
}

/** The administrator's URL of a database without anything in it; it goes with the test. */
export async function emptyDatabase(ending: Ending): Promise<string> {
  const server = await testServer()
  const name = freshName('yanpei_empty')
  await runAsAdmin(server.endpoints('postgres').admin, `create database ${name} template template0`)
  ending.after(() => dropDatabase(server, name))
  return server.url(name)
}

/**
 * One database for all tests of a suite: call it in the suite's body, call the result in its tests.
 * @throws Error from the result when called outside of a running test.
 */
export function suiteDatabase(migrations: string = MIGRATIONS): () => Database {
  let db: Database | undefined
  const ending = suiteEnding()
  before(async () => {
    db = await testDatabase(ending, migrations)
  })
  return () => {
    if (db === undefined) throw new Error('the suite has not started yet')
    return db
  }
}

const templates = new Map<string, Promise<string>>()

/** The migrated database that the tests' databases are copied from: made once per run and folder. */
function templateOf(server: TestServer, migrations: string): Promise<string> {
  const known = templates.get(migrations) ?? makeTemplate(server, migrations)
  templates.set(migrations, known)
  return known
}

async function makeTemplate(server: TestServer, migrations: string): Promise<string> {
  const name = freshName('yanpei_template')
  await runAsAdmin(server.endpoints('postgres').admin, `create database ${name} template template0`)
  const pools = openPools(server.endpoints(name))
  try {
    await checkVersion(pools.admin)
    await prepareServer(pools.admin)
    if (server.databaseUrl !== null) await ensureAppLogin(pools.admin, pools.app, server.databaseUrl)
    await migrate(pools.admin, migrations)
  } finally {
    await Promise.all([pools.admin.end(), pools.app.end(), pools.bulk.end()])
  }
  if (server.databaseUrl !== null) dropAtTheEnd(server, name)
  return name
}

const toDrop: (() => Promise<void>)[] = []

function dropAtTheEnd(server: TestServer, name: string): void {
  const first = toDrop.length === 0
  toDrop.push(() => dropDatabase(server, name))
  if (first) process.once('beforeExit', () => void Promise.all(toDrop.map((drop) => drop())))
}

let made = 0

function freshName(prefix: string): string {
  made += 1
  return `${prefix}_${process.pid}_${made}`
}

async function dropDatabase(server: TestServer, name: string): Promise<void> {
  await runAsAdmin(server.endpoints('postgres').admin, `drop database if exists ${name} with (force)`)
}
