import type { FastifyInstance } from 'fastify'
import type { Route } from '#contract/route.ts'
import type { Handler } from '#kernel/call.ts'
import type { CaseDefinition } from '#kernel/case/define.ts'
import { Cases } from '#kernel/case/registry.ts'
import { answering, answeringVisit, isSecure, sessionTokenOf, type Answering, type Desk } from './answers.ts'
import { tokenOf } from './cookies.ts'
import type { Crowd } from './crowd.ts'
import { describeApi } from './openapi.ts'
import { sendJson, senderOf } from './reply.ts'
import type { VisitHandler } from './visit.ts'

/** Beside what answers need: how many at once, and whether replies are compared with the contract. */
export type Counter = Desk & { crowd: Crowd; checkReplies: boolean }

const UPLOAD_MS = 30 * 60_000
const BODY_BYTES = 256 * 1024
/** Whole sheets that are saved at once: 20,000 attendance changes, 5,000 people pasted from Excel. */
const SHEET_BYTES = 3 * 1024 * 1024
const SHEETS: ReadonlySet<string> = new Set(['/api/activities/:id/attendance', '/api/activities/:id/roster'])

/** Adds the routes of all handlers and their description. */
export function addApiRoutes(
  app: FastifyInstance,
  counter: Counter,
  handlers: readonly Handler[],
  visits: readonly VisitHandler[],
  cases: readonly CaseDefinition[],
): void {
  for (const handler of handlers) {
    addRoute(
      app,
      counter,
      handler.route,
      answering(counter, handler),
      'maxBytes' in handler || 'piece' in handler,
    )
  }
  for (const handler of visits) addRoute(app, counter, handler.route, answeringVisit(counter, handler), false)
  addDescription(
    app,
    [...handlers, ...visits].map(({ route }) => route),
    cases,
  )
}

function addRoute(
  app: FastifyInstance,
  { crowd, checkReplies }: Counter,
  route: Route,
  answer: Answering,
  takesFile: boolean,
): void {
  const send = senderOf(route, checkReplies)
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit: SHEETS.has(route.path) ? SHEET_BYTES : BODY_BYTES,
    ...(takesFile ? { handlerTimeout: UPLOAD_MS, config: { takesFile } } : {}),
    onRequest: (request, _reply, done) => {
      if (route.roles !== 'anyone') sessionTokenOf(request)
      done()
    },
    handler: async (request, reply) => {
      const leave = crowd.enter(tokenOf(request.headers.cookie, isSecure(request)), request.ip)
      try {
        return await send(request, reply, await answer(request, reply))
      } finally {
        leave()
      }
    },
  })
}

/** The description is for everybody: the program's source says the same. */
function addDescription(
  app: FastifyInstance,
  routes: readonly Route[],
  cases: readonly CaseDefinition[],
): void {
  let text: string | undefined
  app.get('/api/openapi.json', async (request, reply) => {
    text ??= JSON.stringify(describeApi(routes, new Cases(cases).newest))
    return sendJson(request, reply, text)
  })
}
