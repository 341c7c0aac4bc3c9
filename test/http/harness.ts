import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Role } from '#contract/route.ts'
import type { Database } from '#db/open.ts'
import { buildServer, type ServerOptions } from '#http/server.ts'
import { ensureAccount } from '#kernel/account/ensure.ts'
import type { Runtime } from '#kernel/call.ts'
import { testDatabase, type Ending } from '#test/harness/database.ts'

/** A server over a fresh database, whose clock the test moves. */
export type Stage = {
  app: FastifyInstance
  db: Database
  runtime: Runtime
  dataDir: string
  clock: { now: Date }
  /** Everything the server has logged. */
  log: string[]
}

/** Builds a server that compares every reply with its contract; it goes with the test. */
export async function stage(ending: Ending, options: Partial<ServerOptions> = {}): Promise<Stage> {
  const db = await testDatabase(ending)
  const dataDir = await mkdtemp(join(tmpdir(), 'yanpei-http-'))
  const clock = { now: new Date() }
  const log: string[] = []
  const runtime: Runtime = { db, dataDir, now: () => clock.now }
  const app = buildServer({
    runtime,
    webRoot: join(dataDir, 'web'),
    checkReplies: true,
    log: { write: (line) => void log.push(line) },
    ...options,
  })
  ending.after(async () => {
    await app.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  await app.ready()
  return { app, db, runtime, dataDir, clock, log }
}

/** Makes a region with nothing in it; gives its id. */
export async function makeRegion(db: Database, code: string, name: string): Promise<number> {
  const made = await db.admin.query<{ id: number }>(
    'insert into region (code, name) values ($1, $2) returning id',
    [code, name],
  )
  return made.rows[0]!.id
}

export const PASSWORD = 'zheng-que-de-mima'

/** An account of a role with the tests' password. */
export function makeAccount(
  db: Database,
  region: number,
  login: string,
  role: Role,
  more: { unit?: string; personId?: string } = {},
): Promise<string> {
  return ensureAccount(db, region, { login, name: login, role, password: PASSWORD, ...more })
}

/** A browser: sends its cookie, keeps the one it gets; a body is sent as JSON unless it is text or bytes. */
export type Browser = {
  cookie: string
  send(
    method: NonNullable<InjectOptions['method']>,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
}

/** A browser at an address of its own. */
export function browser(app: FastifyInstance, address = '203.0.113.7'): Browser {
  const self: Browser = {
    cookie: '',
    send: async (method, url, body, headers = {}) => {
      const raw = typeof body === 'string' || Buffer.isBuffer(body)
      const answer = await app.inject({
        method,
        url,
        headers: {
          'x-forwarded-for': address,
          ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
          ...(self.cookie === '' ? {} : { cookie: self.cookie }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: raw ? body : JSON.stringify(body) }),
      })
      const [set] = [answer.headers['set-cookie']].flat()
      if (set !== undefined) self.cookie = String(set).split(';', 1)[0] ?? ''
      return answer
    },
  }
  return self
}

/** A browser that is signed in. */
export async function signedIn(app: FastifyInstance, login: string, more: object = {}): Promise<Browser> {
  const one = browser(app)
  const answer = await one.send('POST', '/api/sign-in', { login, password: PASSWORD, ...more })
  if (answer.statusCode !== 200) throw new Error(`${login} cannot sign in: ${answer.body}`)
  return one
}

/** Sends a small PDF of a name as a file. @throws when it is refused. */
export async function sendPdf(from: Browser, url: string, name: string): Promise<void> {
  await sendFile(from, url, { name, type: 'application/pdf', bytes: Buffer.from('%PDF-1.4 试') })
}

/** Sends a file as a form does; gives what is answered. @throws when it is refused. */
export async function sendFile(
  from: Browser,
  url: string,
  file: { name: string; type: string; bytes: Buffer },
): Promise<LightMyRequestResponse> {
  const line = '----yanpei'
  const head = [
    `--${line}`,
    `content-disposition: form-data; name="file"; filename="${file.name}"`,
    `content-type: ${file.type}`,
    '\r\n',
  ].join('\r\n')
  const body = Buffer.concat([Buffer.from(head), file.bytes, Buffer.from(`\r\n--${line}--\r\n`)])
  const type = { 'content-type': `multipart/form-data; boundary=${line}` }
  const answer = await from.send('POST', url, body, type)
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
  return answer
}
