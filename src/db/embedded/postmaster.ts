import { spawn, type ChildProcess } from 'node:child_process'
import { chmod, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { DatabaseRefusal, errorCode, isUnavailable } from '../refusal.ts'
import type { Binaries } from './binaries.ts'
import { cleanEnvironment } from './environment.ts'
import { clearSocketFolder, type Place } from './place.ts'
import { stopOrphans } from './processes.ts'
import { SUPERUSER, writeSettings } from './settings.ts'
import { findTools } from './tools.ts'

/** A running server process; `ended` settles with its exit code (null: killed by a signal). */
export type Postmaster = { child: ChildProcess; pid: number; ended: Promise<number | null> }

const LOCK_HELD = 75
const LARGEST_LOG = 20_000_000

/**
 * Starts the server and waits until it answers; a recovery after a crash may take its time. Whatever a dead
 * predecessor left (processes, pid file, socket) is cleared first.
 * @throws DatabaseRefusal when it does not come up, with the end of its log.
 */
export async function startPostmaster(binaries: Binaries, place: Place): Promise<Postmaster> {
  await stopOrphans(place.data)
  await rm(join(place.data, 'postmaster.pid'), { force: true })
  await clearSocketFolder(place)
  await writeSettings(place)
  const postmaster = await launch(binaries, place)
  const code = await Promise.race([
    untilReady(place.socket, postmaster).then(() => undefined),
    postmaster.ended,
  ])
  if (code === undefined) return postmaster
  throw await startFailure(code, place)
}

async function launch(binaries: Binaries, place: Place): Promise<Postmaster> {
  const log = await openLog(place.log)
  try {
    const [program = binaries.postgres, ...args] = commandLine(binaries, place)
    const child = spawn(program, args, {
      ...place.runAs,
      cwd: place.data,
      detached: true,
      env: cleanEnvironment(),
      stdio: ['ignore', log.fd, log.fd],
    })
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', resolve)
    })
    child.unref()
    return { child, pid: child.pid ?? 0, ended }
  } finally {
    await log.close()
  }
}

/**
 * flock passes the lock on to every process of the server, so it lasts as long as any of them; the death
 * signal shuts the server down in order when we are killed.
 */
function commandLine(binaries: Binaries, place: Place): string[] {
  const tools = findTools()
  const lock = tools.flock ? ['flock', '-n', '-F', '-E', String(LOCK_HELD), place.lock] : []
  const death = tools.setpriv ? ['setpriv', '--pdeathsig', 'INT', '--'] : []
  return [
    ...lock,
    ...death,
    binaries.postgres,
    '-D',
    place.data,
    '-c',
    `unix_socket_directories=${place.socket}`,
  ]
}

async function openLog(path: string): Promise<Awaited<ReturnType<typeof open>>> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size > LARGEST_LOG) await rename(path, `${path}.1`)
  const log = await open(path, 'a', 0o600)
  await chmod(path, 0o600)
  return log
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

async function untilReady(socket: string, postmaster: Postmaster): Promise<void> {
  while (!hasEnded(postmaster.child)) {
    if (await answers(socket)) return
    await delay(20)
  }
  await postmaster.ended
}

/** True when a server behind this socket folder takes connections; other errors than "not yet" are thrown. */
export async function answers(socket: string): Promise<boolean> {
  const client = new Client({
    host: socket,
    user: SUPERUSER,
    database: 'postgres',
    connectionTimeoutMillis: 2000,
    query_timeout: 5000,
  })
  client.on('error', () => undefined) // a server that dies during the question is simply not ready
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch (error) {
    if (isUnavailable(error) || /timeout/i.test(String(error))) return false
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function startFailure(code: number | null, place: Place): Promise<DatabaseRefusal> {
  if (code === LOCK_HELD) {
    return new DatabaseRefusal(
      'locked',
      `数据文件夹 ${place.data} 正被另一个数据库进程占用（可能在别的容器里）。请先停止它，或用 --data 指定别的文件夹。`,
    )
  }
  const log = await readFile(place.log, 'utf8').catch((error: unknown) => errorCode(error))
  const tail = log.trim().split('\n').slice(-8).join('\n')
  return new DatabaseRefusal('not-starting', `数据库没有启动成功。日志 ${place.log} 的末尾：\n${tail}`)
}
