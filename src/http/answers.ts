import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Route } from '#contract/route.ts'
import { hashToken } from '#kernel/account/token.ts'
import {
  inWork,
  type Caller,
  type Handler,
  type PieceHandler,
  type RawHandler,
  type Runtime,
  type UploadHandler,
} from '#kernel/call.ts'
import { Refused } from '#lib/refusal.ts'
import { dropToken, keepToken, tokenOf } from './cookies.ts'
import { inputCheck } from './input.ts'
import type { SeenSessions } from './seen.ts'
import { withUpload } from './upload.ts'
import type { VisitHandler } from './visit.ts'

/** What every answer needs beside its handler. */
export type Desk = { runtime: Runtime; seen: SeenSessions }

/** Gives the result of one request. */
export type Answering = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** Whether the connection to the browser is encrypted. */
export function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https'
}

function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`
}

/**
 * The request's session token.
 * @throws Refused 401 without one.
 */
export function sessionTokenOf(request: FastifyRequest): string {
  const token = tokenOf(request.headers.cookie, isSecure(request))
  if (token === null) throw new Refused(401, { code: 'signed-out', because: '请先登录。' })
  return token
}

/** The way of a mechanism's route: session, role, input, then its handler. */
export function answering(desk: Desk, handler: Handler): Answering {
  if ('maxBytes' in handler) return answeringUpload(desk, handler)
  if ('piece' in handler) return answeringPiece(desk, handler)
  if (handler.raw === true) return answeringRaw(desk, handler)
  const check = inputCheck(handler.route, false)
  return async (request) => {
    const sessionHash = hashToken(sessionTokenOf(request))
    const result = await inWork(desk.runtime, sessionHash, (work) => {
      requireRole(handler.route, work.caller)
      const input = check(request)
      return handler.answer({
        ...work,
        ...input,
        runtime: desk.runtime,
        sessionHash,
        origin: originOf(request),
      })
    })
    desk.seen.note(sessionHash)
    return result
  }
}

/** Its role is checked by its own statement. */
function answeringRaw({ runtime, seen }: Desk, handler: RawHandler): Answering {
  const check = inputCheck(handler.route, false)
  return async (request) => {
    const sessionHash = hashToken(sessionTokenOf(request))
    const result = await handler.answer({
      ...check(request),
      runtime,
      sessionHash,
      origin: originOf(request),
      now: runtime.now(),
    })
    seen.note(sessionHash)
    return result
  }
}

/** Session and role are looked at before the first byte is kept; the stream goes to the handler as it comes. */
function answeringPiece({ runtime, seen }: Desk, handler: PieceHandler): Answering {
  const check = inputCheck(handler.route, true)
  return async (request) => {
    const sessionHash = hashToken(sessionTokenOf(request))
    requireRole(handler.route, await callerIn(runtime, sessionHash))
    seen.note(sessionHash)
    const { params } = check(request)
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, [value].flat()[0]]),
    )
    const call = { params, headers, source: request.raw, runtime, sessionHash, now: runtime.now() }
    return handler.piece({ ...call, origin: originOf(request) })
  }
}

/** Session and role are looked at before the first byte of the file is kept. */
function answeringUpload({ runtime, seen }: Desk, handler: UploadHandler): Answering {
  const check = inputCheck(handler.route, true)
  const place = { dataDir: runtime.dataDir, maxBytes: handler.maxBytes }
  return async (request) => {
    const sessionHash = hashToken(sessionTokenOf(request))
    const caller = await callerIn(runtime, sessionHash)
    requireRole(handler.route, caller)
    seen.note(sessionHash)
    const input = check(request)
    return withUpload(request, place, (upload) =>
      inWork(runtime, sessionHash, (work) =>
        handler.answer({ ...work, ...input, runtime, sessionHash, origin: originOf(request), upload }),
      ),
    )
  }
}

/** The way of a route about the session: its outcome changes the cookie. */
export function answeringVisit({ runtime, seen }: Desk, handler: VisitHandler): Answering {
  const check = inputCheck(handler.route, false)
  return async (request, reply) => {
    const held = handler.route.roles === 'anyone' ? null : await holderOf(runtime, handler.route, request)
    if (held !== null) seen.note(held.sessionHash)
    const device = request.headers['user-agent'] ?? ''
    const outcome = await handler.visit({ ...check(request), runtime, address: request.ip, device, held })
    const secure = isSecure(request)
    if (outcome.session === 'over') void reply.header('set-cookie', dropToken(secure))
    else if (outcome.session !== undefined) {
      void reply.header('set-cookie', keepToken(outcome.session.token, outcome.session.lastsSeconds, secure))
    }
    return outcome.reply
  }
}

async function holderOf(
  runtime: Runtime,
  route: Route,
  request: FastifyRequest,
): Promise<{ caller: Caller; sessionHash: Buffer }> {
  const sessionHash = hashToken(sessionTokenOf(request))
  const caller = await callerIn(runtime, sessionHash)
  requireRole(route, caller)
  return { caller, sessionHash }
}

function callerIn(runtime: Runtime, sessionHash: Buffer): Promise<Caller> {
  return inWork(runtime, sessionHash, (work) => Promise.resolve(work.caller))
}

/** @throws Refused 403 when the route is not for the caller's role. */
function requireRole({ roles }: Route, { role }: Caller): void {
  if (roles === 'anyone' || roles.some((one) => one === role)) return
  throw new Refused(403, {
    code: 'role',
    because: '您现在的角色不能使用这项功能。若您还有别的角色，请切换后再试。',
  })
}
