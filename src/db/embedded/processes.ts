import { spawnSync } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseRefusal, errorCode } from '../refusal.ts'

/** A live PostgreSQL process that works in a certain data folder. */
export type ServerProcess = { pid: number; postmaster: boolean }

/**
 * The living PostgreSQL processes whose working folder is `data`. Neither the pid file nor the name alone is
 * trusted: the number may belong to somebody else by now, and other servers have the same name.
 */
export async function serverProcesses(data: string): Promise<ServerProcess[]> {
  return process.platform === 'linux' ? processesByFolder(data) : processesByPidFile(data)
}

async function processesByFolder(data: string): Promise<ServerProcess[]> {
  const names = await readdir('/proc')
  const pids = names.filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(pids.map((pid) => inspect(Number(pid), data)))
  return found.filter((one) => one !== null)
}

/** Only the server itself keeps its command line; every process it forks is renamed to "postgres: …". */
async function inspect(pid: number, data: string): Promise<ServerProcess | null> {
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => null)
  if (folder !== data) return null
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = /^\d+ \((.*)\) (\S) /s.exec(stat)
  if (fields === null || fields[1] !== 'postgres' || fields[2] === 'Z') return null
  const title = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'postgres: ')
  return { pid, postmaster: !title.startsWith('postgres: ') }
}

async function processesByPidFile(data: string): Promise<ServerProcess[]> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(text, 10)
  if (!Number.isInteger(pid)) return []
  const command = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout
  return command.includes('postgres') ? [{ pid, postmaster: true }] : []
}

/**
 * Ends what a killed predecessor left running in `data`: a server gets its orderly shutdown, backends without
 * a server are ended. Call it only while holding the instance lock.
 * @throws DatabaseRefusal 'orphans' if something does not go away.
 */
export async function stopOrphans(data: string): Promise<void> {
  const first = await serverProcesses(data)
  if (first.length === 0) return
  if (first.some((one) => one.postmaster)) {
    if (await signalAndWait(data, 'SIGINT', 20_000)) return
    if (await signalAndWait(data, 'SIGQUIT', 5000)) return
  }
  if (await signalAndWait(data, 'SIGTERM', 3000)) return
  if (await signalAndWait(data, 'SIGKILL', 5000)) return
  const left = (await serverProcesses(data)).map((one) => one.pid).join('、')
  throw new DatabaseRefusal('orphans', `上次运行留下的数据库进程（${left}）无法结束。请重启本机后再试。`)
}

/** INT and QUIT are for the server, which passes them on; TERM and KILL are for all that is left. */
async function signalAndWait(data: string, signal: NodeJS.Signals, patience: number): Promise<boolean> {
  const onlyServer = signal === 'SIGINT' || signal === 'SIGQUIT'
  for (const one of await serverProcesses(data)) {
    if (one.postmaster || !onlyServer) sendSignal(one.pid, signal)
  }
  const deadline = Date.now() + patience
  while (Date.now() < deadline) {
    if ((await serverProcesses(data)).length === 0) return true
    await delay(20)
  }
  return false
}

/** Sends a signal to a process that may have ended in the meantime. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error
  }
}
