import { join, resolve } from 'node:path'
import { serve as listen } from '#http/serve.ts'
import type { Serving } from '#http/serve.ts'
import type { TlsChoice } from '#http/tls/choose.ts'
import type { DemoLogin } from '#http/session-routes.ts'
import { openDatabase } from '#db/open.ts'
import type { Runtime } from '#kernel/call.ts'
import { storeFrom } from '#kernel/store/choose.ts'
import { startJobs } from '#jobs/start.ts'
import { Misused, readArguments } from './arguments.ts'
import type { Common } from './arguments.ts'
import { print, tell } from './output.ts'

/** A command that shares our server may finish its work; systemd ends us after 90 seconds. */
const PATIENCE_MS = 30_000

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'tls-local': { type: 'string' },
} as const

/** `serve [--port 8080] [--host ADDRESS] [--tls-cert FILE --tls-key FILE] [--tls-local NAME]` */
export async function serve(args: readonly string[]): Promise<number> {
  const { common, values } = readArguments(args, OPTIONS, 0)
  const options = { port: portOf(values.port, 8080), host: values.host, tls: tlsOf(values) }
  return serveUntilStopped(common, options, async () => [])
}

/** How to listen. */
export type Listening = { port: number; host?: string | undefined; tls?: TlsChoice | null }

/**
 * Opens the data folder, prepares it, listens, and ends cleanly on a signal: requests under way finish, then jobs,
 * then the database.
 * @param prepare what is to be done before listening; the logins it returns are offered on the sign-in page.
 */
export async function serveUntilStopped(
  common: Common,
  listening: Listening,
  prepare: (runtime: Runtime) => Promise<DemoLogin[]>,
): Promise<number> {
  const stopped = stopSignal()
  const dataDir = resolve(common.data)
  const files = storeFrom(process.env, dataDir)
  const db = await openDatabase({
    dataDir,
    databaseUrl: process.env['DATABASE_URL'],
    onSecond: 'refuse',
    waitForOthers: PATIENCE_MS,
  })
  const runtime: Runtime = { db, dataDir, now: () => new Date(), files }
  try {
    const demo = await prepare(runtime)
    const serving = await start(runtime, listening, demo)
    const jobs = startJobs(runtime)
    await print(`研培已启动：${serving.address}`)
    if (demo.length > 0) await print(demoWords(demo))
    tell('按 Ctrl+C 停止。')
    await stopped
    tell('正在停止 …')
    await serving.close()
    await jobs.stop()
    return 0
  } finally {
    await db.close()
  }
}

function start(
  runtime: Runtime,
  { port, host, tls }: Listening,
  demo: readonly DemoLogin[],
): Promise<Serving> {
  const webRoot = join(import.meta.dirname, '../../web/dist')
  return listen({
    runtime,
    webRoot,
    port,
    demo,
    tls: tls ?? null,
    log: process.stderr,
    ...(host === undefined ? {} : { host }),
  })
}

function stopSignal(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
  })
}

function demoWords(demo: readonly DemoLogin[]): string {
  return [
    '演示账号：',
    ...demo.map(
      ({ title, login, password, phone }) =>
        `  ${title}：${login} / ${password}${phone ? '（手机页 /m）' : ''}`,
    ),
  ].join('\n')
}

/** A port as typed; 0 for any free one. @throws Misused */
export function portOf(typed: string | undefined, fallback: number): number {
  const port = typed === undefined ? fallback : Number(typed)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Misused(`--port 应是 0 到 65535 的整数，给出的是“${typed}”。`)
  return port
}

function tlsOf(values: { 'tls-cert'?: string; 'tls-key'?: string; 'tls-local'?: string }): TlsChoice | null {
  const { 'tls-cert': cert, 'tls-key': key, 'tls-local': local } = values
  if ((cert === undefined) !== (key === undefined)) throw new Misused('--tls-cert 和 --tls-key 要一起给出。')
  if (local !== undefined && cert !== undefined)
    throw new Misused('自己的证书（--tls-cert）和本地签发（--tls-local）只能用一种。')
  if (local !== undefined) return { local }
  return cert !== undefined && key !== undefined ? { cert, key } : null
}
