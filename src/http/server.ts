import Fastify, { LogController, type FastifyInstance, type FastifyReply } from 'fastify'
import multipart from '@fastify/multipart'
import type { SecureContextOptions } from 'node:tls'
import type { Handler, Runtime } from '#kernel/call.ts'
import { isSecure } from './answers.ts'
import { crowd } from './crowd.ts'
import { handlers as all } from './handlers.ts'
import { securityHeaders } from './headers.ts'
import { addHealthRoutes } from './health.ts'
import { checkSender } from './origin.ts'
import { hurryBodies, limits, takeJsonOnly } from './limits.ts'
import { answerTo } from './problem.ts'
import { addApiRoutes } from './routes.ts'
import { seenSessions } from './seen.ts'
import { sessionHandlers, type DemoLogin } from './session-routes.ts'
import { addWebRoutes } from './web-routes.ts'

/** What a server is built from. */
export type ServerOptions = {
  runtime: Runtime
  /** The mechanisms' routes, if not those of the program. */
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
  const { runtime } = options
  const app = Fastify({
    ...limits(options.tls ?? null),
    logger: options.log === undefined ? false : { level: 'info', stream: options.log, base: null },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: 'loopback', // a reverse proxy on the same machine may say whom it speaks for
    routerOptions: { maxParamLength: 200 },
    genReqId: () => '',
    frameworkErrors: (error, _request, reply) => void sendError(error, reply),
  })
  app.setErrorHandler((error, _request, reply) => sendError(error, reply))
  app.setNotFoundHandler((_request, reply) => {
    return reply.code(404).send({ code: 'not-found', because: '没有这个地址,请从页面上进入。' })
  })
  takeJsonOnly(app)
  void app.register(multipart)
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(securityHeaders(isSecure(request)))
    checkSender(request)
    done()
  })
  hurryBodies(app)
  const seen = seenSessions(runtime.db, (error) => app.log.warn(answerTo(error).log))
  app.addHook('onClose', () => seen.stop())
  const counter = { runtime, seen, crowd: crowd(AT_A_TIME), checkReplies: options.checkReplies ?? false }
  const { handlers = all, demo = [] } = options
  addHealthRoutes(app, runtime)
  app.after(() => {
    addApiRoutes(app, counter, handlers, sessionHandlers(runtime, demo))
    addWebRoutes(app, options.webRoot)
  })
  return app
}

async function sendError(error: unknown, reply: FastifyReply): Promise<FastifyReply> {
  const { status, problem, retryAfter, log } = answerTo(error)
  if (log !== undefined)
    reply.log.error({ ...log, route: reply.request.routeOptions.url, method: reply.request.method })
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter)
  void reply.headers(securityHeaders(isSecure(reply.request))) // what fails before routing has none yet
  return reply.code(status).header('cache-control', 'no-store').send(problem)
}
