import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Role, Route } from '#contract/route.ts'
import { handlersOf, ourSystems } from '#http/handlers.ts'
import { publicHandlers } from '#http/public-routes.ts'
import { buildServer } from '#http/server.ts'
import { sessionHandlers } from '#http/session-routes.ts'
import type { Handler, Runtime } from '#kernel/call.ts'
import { Refused } from '#lib/refusal.ts'
import type { Database } from '#db/open.ts'
import { makeCounty, sessionAs, type County } from './fixture.ts'
import { gardenPrize, seedLicence } from '#test/fixtures/case/garden-prize.ts'
import type { Asked } from './ask.ts'
import { REQUESTS } from './requests.ts'
import { subjectOf, type Relation } from './subjects.ts'

/** Done, and undone again, so that one cell does not disturb the next. */
const UNDONE = 'undone'

async function undo(work: Promise<unknown>): Promise<never> {
  await work
  throw new Refused(409, { code: UNDONE, because: '试过即撤' })
}

/** The program's handlers; what changes something is rolled back once it has succeeded. */
function harmless(handler: Handler): Handler {
  if (handler.route.method === 'GET' || handler.raw === true) return handler
  if ('maxBytes' in handler) {
    const { answer } = handler
    return { ...handler, answer: (call: Parameters<typeof answer>[0]) => undo(answer(call)) }
  }
  const { answer } = handler
  return { ...handler, answer: (call: Parameters<typeof answer>[0]) => undo(answer(call)) }
}

/** A real server over two counties, in which every cell of the matrix can be looked at. */
export type Scene = {
  app: FastifyInstance
  db: Database
  home: County
  other: County
  routes: Route[]
  end(): Promise<void>
}

/** Of what the server logs, faults alone are worth reading in a test. */
const FAULT = /"level":[56]0/

/** Builds the scene over an empty database. */
export async function makeScene(db: Database): Promise<Scene> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yanpei-access-'))
  const runtime: Runtime = { db, dataDir, now: () => new Date() }
  const [home, other] = [await makeCounty(runtime, 1), await makeCounty(runtime, 2)]
  const handlers = handlersOf({ ...ourSystems, cases: [...ourSystems.cases, gardenPrize, seedLicence] })
  const app = buildServer({
    runtime,
    handlers: handlers.map(harmless),
    webRoot: join(dataDir, 'web'),
    checkReplies: true,
    log: { write: (line) => void (FAULT.test(line) && process.stderr.write(line)) },
  })
  await app.ready()
  const routes = [...handlers, ...sessionHandlers(runtime, []), ...publicHandlers(runtime)].map(
    ({ route }) => route,
  )
  const end = async (): Promise<void> => {
    await app.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { app, db, home, other, routes, end }
}

/** What came of a request. */
export type Observed = { status: number; body: string }

/** Asks a route in a role about a subject of this relation; without a role, signed out. */
export async function observe(
  scene: Scene,
  name: string,
  role: Role | null,
  relation: Relation,
): Promise<Observed> {
  const { app, db, home, other } = scene
  const [method] = name.split(' ')
  const asked = REQUESTS[name]?.ask(subjectOf(role ?? 'teacher', relation, home, other))
  if (asked === undefined || method === undefined) throw new Error(`no request for ${name}`)
  const cookie = role === null ? {} : { cookie: `yanpei=${(await sessionAs(db, home, role)).token}` }
  const answer = await app.inject({
    method: method as 'GET',
    url: asked.url,
    headers: { ...cookie, ...typeOf(asked) },
    ...payloadOf(asked),
  })
  const undone = answer.statusCode === 409 && answer.body.includes(`"${UNDONE}"`)
  return { status: undone ? 200 : answer.statusCode, body: answer.body }
}

const BOUNDARY = 'grenze'

function typeOf({ body, file }: Asked): Record<string, string> {
  if (file) return { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }
  return body === undefined ? {} : { 'content-type': 'application/json' }
}

function payloadOf({ body, file }: Asked): { payload?: string } {
  const part = 'Content-Disposition: form-data; name="file"; filename="a.docx"'
  if (file) return { payload: `--${BOUNDARY}\r\n${part}\r\n\r\nnot a document\r\n--${BOUNDARY}--\r\n` }
  return body === undefined ? {} : { payload: JSON.stringify(body) }
}
