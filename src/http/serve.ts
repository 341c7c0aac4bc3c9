import { isIP, type AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { Server as TlsServer } from 'node:https'
import type { FastifyInstance } from 'fastify'
import { Refused } from '#lib/refusal.ts'
import { errorCode } from '#db/refusal.ts'
import { buildServer, type ServerOptions } from './server.ts'
import { forgetUploads } from './upload.ts'
import { alsoPlain } from './tls/both.ts'
import { certificate, type TlsChoice } from './tls/choose.ts'
import type { Certificate } from './tls/local-authority.ts'
import { addAuthorityRoutes, plainAnswer } from './tls/pages.ts'

/** How to serve. */
export type ServeOptions = Omit<ServerOptions, 'tls'> & {
  /** 0 for any free one. */
  port: number
  /** The address to listen at; all of them if absent. */
  host?: string
  tls?: TlsChoice | null
}

/** A server that listens. */
export type Serving = {
  /** To open in a browser on this machine. */
  address: string
  port: number
  app: FastifyInstance
  /** Takes no new requests, lets those under way finish (ten seconds at most), then ends. */
  close(): Promise<void>
}

const DRAIN_MS = 10_000
const SWEEP_MS = 50
const RENEWAL_MS = 12 * 3_600_000

/**
 * Starts serving.
 * @throws Refused 409 when the port is taken or not allowed, 422 when the certificate is no good.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { runtime, tls = null } = options
  const held = tls === null ? null : { current: await certificate(tls, runtime.dataDir, runtime.now()) }
  await forgetUploads(runtime.dataDir)
  const app = buildServer({ ...options, tls: held?.current ?? null })
  const authority = (): string | null => held?.current.authority ?? null
  addAuthorityRoutes(app, authority)
  if (held !== null) alsoPlain(app.server, plainAnswer(authority))
  const stopRenewing = tls === null || held === null ? () => undefined : renewing(app, options, tls, held)
  await listen(app, options)
  const { port } = app.server.address() as AddressInfo
  const close = async (): Promise<void> => {
    stopRenewing()
    await drain(app)
  }
  return { address: `${tls === null ? 'http' : 'https'}://${shownHost(options)}:${port}/`, port, app, close }
}

/** Connections are kept open between requests: each is closed once its last one is answered. */
async function drain(app: FastifyInstance): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS)
  const patience = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS)
  await app.close()
  clearInterval(sweep)
  clearTimeout(patience)
}

async function listen(app: FastifyInstance, { port, host }: ServeOptions): Promise<void> {
  try {
    await app.listen({ port, host: host ?? everywhere() })
  } catch (error) {
    await app.close()
    const because = REASONS[errorCode(error)]
    if (because === undefined) throw error
    throw new Refused(409, { code: 'port', because: `不能在端口 ${port} 上提供服务：${because}` })
  }
}

/** All addresses of this machine, which may have no IPv6. */
function everywhere(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((some) => some ?? [])
  return addresses.some(({ family }) => family === 'IPv6') ? '::' : '0.0.0.0'
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: '已被别的程序占用，请用 --port 换一个，或先停掉那个程序。',
  EACCES: '没有权限，请用 --port 选 1024 以上的端口。',
  EADDRNOTAVAIL: '这台机器没有这个地址，请检查 --host。',
}

/** A name that the certificate has, or this machine. */
function shownHost({ tls, host }: ServeOptions): string {
  const name = tls != null && 'local' in tls ? tls.local : host
  if (name === undefined || name === '::' || name === '0.0.0.0') return 'localhost'
  return isIP(name) === 6 ? `[${name}]` : name
}

/** Certificates run out while the server runs: twice a day they are read, or made, again. */
function renewing(
  app: FastifyInstance,
  { runtime }: ServeOptions,
  tls: TlsChoice,
  held: { current: Certificate },
): () => void {
  const renew = async (): Promise<void> => {
    const next = await certificate(tls, runtime.dataDir, runtime.now())
    if (next.cert === held.current.cert) return
    held.current = next
    if (app.server instanceof TlsServer) app.server.setSecureContext(next)
  }
  const warn = (error: unknown): void =>
    app.log.error({ event: 'certificate', because: error instanceof Error ? error.message : String(error) })
  const timer = setInterval(() => void renew().catch(warn), RENEWAL_MS).unref()
  return () => clearInterval(timer)
}
