import type { IncomingMessage } from 'node:http'
import type { SecureContextOptions } from 'node:tls'
import type { FastifyInstance } from 'fastify'
import { PIECE_TYPE } from '#contract/upload.ts'
import { Refused } from '#lib/refusal.ts'

const HEADERS_MS = 20_000
const BODY_MS = 20_000
const IDLE_MS = 90_000
const ANSWER_MS = 60_000
/** The longest upload; other bodies have `BODY_MS`. */
const REQUEST_MS = 30 * 60_000
const KEEP_ALIVE_MS = 30_000
const BODY_BYTES = 64 * 1024
const LOOK_EVERY_MS = 5000
const HEADER_BYTES = 16 * 1024

/** Server options that keep slow or endless clients from holding a place. */
export function limits(tls: SecureContextOptions | null): object {
  const http = {
    headersTimeout: HEADERS_MS,
    connectionsCheckingInterval: LOOK_EVERY_MS,
    maxHeaderSize: HEADER_BYTES,
  }
  return {
    ...(tls === null ? { http } : { https: { ...tls, ...http, minVersion: 'TLSv1.2' } }),
    requestTimeout: REQUEST_MS,
    connectionTimeout: IDLE_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    handlerTimeout: ANSWER_MS,
    bodyLimit: BODY_BYTES,
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is a file: it has more time than others. */
    takesFile?: boolean
  }
}

/** Ends requests whose body takes longer than a slow line needs for it; files have their own time. */
export function hurryBodies(app: FastifyInstance): void {
  app.addHook('preParsing', (request, _reply, payload, done) => {
    if (request.routeOptions.config.takesFile !== true) hurry(request.raw)
    done(null, payload)
  })
}

function hurry(request: IncomingMessage): void {
  const { 'content-length': length, 'transfer-encoding': chunked } = request.headers
  if (length === undefined && chunked === undefined) return
  const timer = setTimeout(() => request.destroy(), BODY_MS).unref()
  const done = (): void => clearTimeout(timer)
  request.once('end', done).once('close', done)
}

/** Takes JSON bodies, none at all as nothing, and pieces of files as the streams they are. */
export function takeJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser(PIECE_TYPE, (_request, _payload, done) => done(null, undefined))
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') return done(null, undefined)
    return parse(request, text, (error, body) => {
      if (error === null && UNSTORABLE.test(text) && UNSTORABLE.test(JSON.stringify(body))) done(unstorable())
      else done(error, body)
    })
  })
}

/** Half of a character, or a NUL, which no database keeps; whole pairs are not escaped once written again. */
const UNSTORABLE = /\\u(?:d[89a-f][\da-f]{2}|0000)/i

function unstorable(): Refused {
  return new Refused(400, { code: 'input', because: '内容里有不完整的字符，请重新输入后再试。' })
}
