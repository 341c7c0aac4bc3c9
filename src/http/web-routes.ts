import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isSecure } from './answers.ts'
import { accepts } from './compress.ts'
import { pageHeaders } from './headers.ts'
import { webFiles, type WebFile, type WebFiles } from './web-files.ts'

const FOREVER = 'public, max-age=31536000, immutable'
/** Asked for again each time, answered by 304 while it is the same. */
const ASK_AGAIN = 'no-cache'

const DESK = '/index.html'
const PHONE = '/phone.html'
const SCREEN = '/screen.html'
const ANSWER = '/answer.html'
const NOTICE = '/notice.html'

/** Serves the web build: its files by name, and the entry page that an address belongs to. */
export function addWebRoutes(app: FastifyInstance, webRoot: string): void {
  const files = webFiles(webRoot)
  app.get('/*', async (request, reply) => {
    const path = pathOf(request)
    if (path.startsWith('/api/')) return reply.callNotFound()
    const file = path.endsWith('/') ? null : await files.get(path)
    if (file !== null) return sendFile(request, reply, file)
    const entry = await entryFor(files, path)
    if (entry === null) return reply.callNotFound()
    return sendFile(request, reply, entry)
  })
}

/** A broken percent sign leads nowhere. */
function pathOf(request: FastifyRequest): string {
  const raw = request.url.split('?', 1)[0] ?? '/'
  try {
    return decodeURIComponent(raw)
  } catch {
    return '/.unknown'
  }
}

/**
 * The phone's pages, the hall's screen, what is answered without signing in, or the desk; a build without its own screen page shows it at the desk.
 * A file that is not there is nobody's page; a check-in's code has dots too.
 */
async function entryFor(files: WebFiles, path: string): Promise<WebFile | null> {
  if (/^\/(m|q)(\/|$)/.test(path)) return files.get(PHONE)
  if (/^\/w(\/|$)/.test(path)) return files.get(ANSWER)
  if (/^\/(notice|c|apply\/register)(\/|$)/.test(path)) return files.get(NOTICE)
  if (/^\/screen(\/|$)/.test(path)) return (await files.get(SCREEN)) ?? files.get(DESK)
  return /^\/(api|assets)(\/|$)|\.\w{1,11}$/.test(path) ? null : files.get(DESK)
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: WebFile): FastifyReply {
  void reply.headers({
    ...pageHeaders(isSecure(request)),
    'cache-control': file.immutable ? FOREVER : ASK_AGAIN,
    etag: file.etag,
    vary: 'accept-encoding',
  })
  if (request.headers['if-none-match']?.includes(file.etag)) return reply.code(304).send()
  void reply.type(file.type)
  const accepted = request.headers['accept-encoding']
  if (file.br !== undefined && accepts(accepted, 'br'))
    return reply.header('content-encoding', 'br').send(file.br)
  if (file.gzip !== undefined && accepts(accepted, 'gzip'))
    return reply.header('content-encoding', 'gzip').send(file.gzip)
  return reply.send(file.plain)
}
