import Fastify, { LogController, type FastifyInstance, type FastifyReply } from 'fastify'
import multipart from '@fastify/multipart'
import type { SecureContextOptions } from 'node:tls'
import type { Handler, Runtime } from '#kernel/call.ts'
import type { RunningSystems } from '#kernel/systems.ts'
import { isSecure } from './answers.ts'
import { crowd } from './crowd.ts'
import { handlersOf, ourSystems } from './handlers.ts'
import { securityHeaders } from './headers.ts'
import { addHealthRoutes } from './health.ts'
import { checkSender } from './origin.ts'
import { hurryBodies, limits, takeJsonOnly } from './limits.ts'
import { answerTo, noAddress } from './problem.ts'
import { publicHandlers } from './public-routes.ts'
import { addApiRoutes } from './routes.ts'
import { seenSessions } from './seen.ts'
import { sessionHandlers, type DemoLogin } from './session-routes.ts'
import { addWebRoutes } from './web-routes.ts'

/** What a server is built from. */
export type ServerOptions = {
  runtime: Runtime
  /** The systems it runs, if not those of the program. */
  systems?: RunningSystems
  /** The mechanisms' routes, if not those of the systems. */
  handlers?: readonly Handler[]
  /** The folder of the web build. */
  webRoot: string
  /** Certificate and key, or none for plain HTTP. */
  tls?: SecureContextOptions | null
  /** Logins that the sign-in page of the demonstration county offers. */
  demo?: readonly DemoLogin[]
  /** Compares every reply with the contract: for tests. */
  checkReplies?: boolean
  /** Where errors are written as JSON lines; nowhere if absent. */
  log?: { write(line: string): void }
}

/** A hall of 500 signs in from one address. */
const AT_A_TIME = { session: 64, address: 600, all: 2000 }

/** Builds the HTTP server; it listens, or takes injected requests, afterwards. */
export function buildServer(options: ServerOptions): FastifyInstance {
  const {
    runtime,
    systems = ourSystems,
    handlers = handlersOf(systems),
    demo = [],
    checkReplies = false,
  } = options
  const app = bareServer(options)
  const seen = seenSessions(runtime.db, (error) => app.log.warn(answerTo(error).log))
  app.addHook('onClose', () => seen.stop())
  const counter = { runtime, seen, crowd: crowd(AT_A_TIME), checkReplies }
  addHealthRoutes(app, runtime)
  app.after(() => {
    const visits = [...sessionHandlers(runtime, demo), ...publicHandlers(runtime)]
    addApiRoutes(app, counter, handlers, visits, systems.cases)
    addWebRoutes(app, options.webRoot)
  })
  return app
}

/** A server without routes: limits, defences, and errors in words. */
function bareServer({ tls = null, log }: ServerOptions): FastifyInstance {
  const app = Fastify({
    ...limits(tls),
    logger: log === undefined ? false : { level: 'warn', stream: log, base: null },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: 'loopback', // a reverse proxy on the same machine may say whom it speaks for
    routerOptions: { maxParamLength: 200 },
    genReqId: () => '',
    frameworkErrors: (error, _request, reply) => void sendError(error, reply),
  })
  app.setErrorHandler((error, _request, reply) => sendError(error, reply))
  app.setNotFoundHandler((_request, reply) => sendError(noAddress(), reply))
  takeJsonOnly(app)
  void app.register(multipart)
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(securityHeaders(isSecure(request)))
    checkSender(request)
    done()
  })
  hurryBodies(app)
  return app
}

/** Refusals that the log keeps with the address, and nothing of what was typed: somebody may be trying doors. */
const ATTEMPTS: ReadonlySet<string> = new Set([
  'sign-in-failed',
  'code-failed',
  'activation-failed',
  'wrong-password',
  'foreign-site',
])

async function sendError(error: unknown, reply: FastifyReply): Promise<FastifyReply> {
  const { status, problem, retryAfter, log } = answerTo(error)
  if (log !== undefined)
    reply.log.error({ ...log, route: reply.request.routeOptions.url, method: reply.request.method })
  if (ATTEMPTS.has(problem.code)) reply.log.warn({ event: problem.code, address: reply.request.ip })
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter)
  void reply.headers(securityHeaders(isSecure(reply.request))) // what fails before routing has none yet
  return reply.code(status).header('cache-control', 'no-store').send(problem)
}
