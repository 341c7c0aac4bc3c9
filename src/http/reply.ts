import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Route } from '#contract/route.ts'
import type { FileReply, PieceReply } from '#kernel/call.ts'
import { accepts, gzipJson } from './compress.ts'
import { attachment, FILE_HEADERS } from './headers.ts'
import { strict } from './strict.ts'

/** Sends what a route's handler gave. */
export type Sender = (request: FastifyRequest, reply: FastifyReply, result: unknown) => Promise<FastifyReply>

/**
 * How a route's results are sent: as JSON, or as a file where the contract names no reply.
 * @param checked compares every reply with the contract first, as tests do: what is missing or too much is an error.
 *   Serving does without (decision 033).
 */
export function senderOf(route: Route, checked: boolean): Sender {
  if (route.method === 'HEAD' || route.method === 'PATCH') return sendHeaders
  if (route.reply === undefined) return sendFile
  const check = checked ? replyCheck(route) : undefined
  return async (request, reply, result) => {
    const text = JSON.stringify(result)
    check?.(text)
    return sendJson(request, reply, text)
  }
}

/** Sends a JSON text, compressed where it pays; nobody between may keep it. */
export async function sendJson(
  request: FastifyRequest,
  reply: FastifyReply,
  text: string,
): Promise<FastifyReply> {
  void reply.header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-store')
  const zipped = accepts(request.headers['accept-encoding'], 'gzip') ? await gzipJson(text) : null
  if (zipped === null) return reply.send(text)
  return reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').send(zipped)
}

function replyCheck(route: Route): (text: string) => void {
  const schema = strict(route.reply ?? z.undefined())
  return (text) => {
    const result = z.safeParse(schema, JSON.parse(text))
    if (!result.success)
      throw new Error(`${route.method} ${route.path} answers otherwise than its contract`, {
        cause: result.error,
      })
  }
}

async function sendHeaders(
  _request: FastifyRequest,
  reply: FastifyReply,
  result: unknown,
): Promise<FastifyReply> {
  const { status, headers } = result as PieceReply
  return reply.code(status).headers(headers).send()
}

async function sendFile(
  _request: FastifyRequest,
  reply: FastifyReply,
  result: unknown,
): Promise<FastifyReply> {
  if (!isFile(result)) throw new TypeError('a route without a reply in its contract has to give a file')
  void reply.headers(FILE_HEADERS).header('content-type', result.type)
  return reply.header('content-disposition', attachment(result.name)).send(result.file)
}

function isFile(result: unknown): result is FileReply {
  return (
    typeof result === 'object' && result !== null && 'file' in result && 'name' in result && 'type' in result
  )
}
