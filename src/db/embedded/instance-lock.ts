import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { Socket } from 'node:net'
import { errorCode } from '../refusal.ts'
import { cleanEnvironment } from './environment.ts'
import { findTools } from './tools.ts'

/** Held by the one process that looks after a data folder's server. */
export type InstanceLock = { release(): Promise<void> }

/**
 * Takes the lock on a data folder, or answers null while another living process holds it. The kernel frees it
 * with the holder's death, whatever kills it.
 */
export async function takeInstanceLock(path: string): Promise<InstanceLock | null> {
  return findTools().flock ? takeByFlock(path) : takeByFile(path)
}

/** `cat` keeps the lock while our end of its pipe is open; it has its own group so that Ctrl-C spares it. */
async function takeByFlock(path: string): Promise<InstanceLock | null> {
  const keeper = spawn('flock', ['-n', '-F', '-E', '75', path, 'cat'], {
    detached: true,
    env: cleanEnvironment(),
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = once(keeper, 'close').then(() => false)
  keeper.stdin.on('error', () => undefined) // the loser's keeper is gone before it reads
  keeper.stdin.write('held')
  const held = await Promise.race([once(keeper.stdout, 'data').then(() => true), ended])
  if (!held) return null
  keeper.stdout.destroy()
  keeper.unref()
  if (keeper.stdin instanceof Socket) keeper.stdin.unref()
  return { release: async () => void (keeper.stdin.end(), keeper.ref(), await ended) }
}

/** Where there is no flock: a file with our process id and start time, valid while that process lives. */
async function takeByFile(path: string): Promise<InstanceLock | null> {
  const mine = `${process.pid} ${startedAt(process.pid)}`
  for (const _attempt of [1, 2]) {
    try {
      await writeFile(path, mine, { flag: 'wx' })
      return { release: () => rm(path, { force: true }) }
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
    }
    const text = await readFile(path, 'utf8').catch(() => '')
    const pid = Number.parseInt(text, 10)
    if (Number.isInteger(pid) && text === `${pid} ${startedAt(pid)}`) return null
    await rm(path, { force: true })
  }
  return null
}

/** The start time keeps a process id that was given to another program from looking like ours. */
function startedAt(pid: number): string {
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
}
