import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startEmbedded, type EmbeddedServer } from '#db/embedded/server.ts'
import { sendSignal } from '#db/embedded/processes.ts'
import { SUPERUSER } from '#db/embedded/settings.ts'
import { embeddedEndpoints } from '#db/open.ts'
import type { Endpoint } from '#db/connections.ts'
import { externalEndpoints } from '#db/external.ts'
import { errorCode } from '#db/refusal.ts'

/** A server for tests: how the two roles reach one of its databases. */
export type TestServer = {
  endpoints(database: string): { admin: Endpoint; app: Endpoint }
  /** The administrator's URL of one of its databases. */
  url(database: string): string
  /** The URL of an external server's maintenance database; null for the embedded one. */
  databaseUrl: string | null
}

const PREFIX = 'yanpei-test-'

/** One server per test run: the embedded one in memory, or DATABASE_URL's. */
export function testServer(): Promise<TestServer> {
  running ??= start()
  return running
}

let running: Promise<TestServer> | undefined

async function start(): Promise<TestServer> {
  const url = process.env['DATABASE_URL']
  if (url) return externalServer(url)
  const base = memoryFolder() ?? tmpdir()
  await sweep(base)
  const folder = await mkdtemp(join(base, `${PREFIX}${process.pid}-`))
  const server = await startEmbedded(folder, 'refuse')
  process.once('exit', () => discard(server, folder))
  return {
    databaseUrl: null,
    endpoints: (database) => embeddedEndpoints(server.socket, database),
    url: (database) =>
      `postgresql://${SUPERUSER}@localhost/${database}?host=${encodeURIComponent(server.socket)}`,
  }
}

function memoryFolder(): string | null {
  try {
    return statSync('/dev/shm').isDirectory() ? '/dev/shm' : null
  } catch {
    return null
  }
}

/** Removes what killed runs left behind; what another user left is that user's to remove. */
async function sweep(base: string): Promise<void> {
  const names = await readdir(base)
  for (const name of names) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : 0
    if (pid > 0 && !alive(pid))
      await rm(join(base, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/**
 * The cluster is worth nothing after the run, so no orderly shutdown and no dropping of databases; but SIGKILL
 * would leave its shared memory behind. The process ends now: there is nothing left that could wait but this.
 */
function discard(server: EmbeddedServer, folder: string): void {
  const pid = server.pid()
  sendSignal(pid, 'SIGQUIT')
  const clock = new Int32Array(new SharedArrayBuffer(4))
  for (let waited = 0; waited < 2000 && isRunning(pid); waited += 5) Atomics.wait(clock, 0, 0, 5)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 })
}

/** A child that has ended stays a zombie until we have: it counts as gone. */
function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function externalServer(databaseUrl: string): TestServer {
  const url = (database: string): string => {
    const other = new URL(databaseUrl)
    other.pathname = `/${database}`
    return other.href
  }
  return { databaseUrl, endpoints: (database) => externalEndpoints(url(database)), url }
}

/** Runs statements on a database of the test server, each on its own (CREATE DATABASE takes no company). */
export async function runAsAdmin(endpoint: Endpoint, ...statements: string[]): Promise<void> {
  const client = new Client({ ...endpoint, connectionTimeoutMillis: 10_000, query_timeout: 60_000 })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
