import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Ending } from '#test/harness/database.ts'

const MAIN = join(import.meta.dirname, '../../src/main.ts')

/** A data folder of the whole program, in memory where there is such a thing; it goes with the test. */
export async function programFolder(ending: Ending): Promise<string> {
  const base = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'yanpei-faults-'))
  await chmod(base, 0o755) // as root, the database's user has to pass through
  ending.after(() => rm(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))
  return join(base, 'data')
}

/** What a command did: its exit code (null when killed) and what it printed. */
export type Done = { code: number | null; out: string; said: string }

/** The program as a child: `saw` is called with each line of its standard error. */
export function command(
  args: readonly string[],
  saw: (line: string, child: ChildProcess) => void = () => undefined,
): Promise<Done> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '' },
  })
  const done: Done = { code: null, out: '', said: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (done.out += text))
  createInterface({ input: child.stderr }).on('line', (line) => {
    done.said += `${line}\n`
    saw(line, child)
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...done, code })))
}

/** The process id of the embedded PostgreSQL of a data folder. */
export async function postmasterOf(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n', 1)[0])
}

/** The program serving: where it listens, and how it ends. */
export type Served = { address: string; child: ChildProcess; ended: Promise<void> }

/** Starts `serve` on a free port; resolves when it listens. @throws Error when it ends before. */
export async function serve(dataDir: string, port = '0'): Promise<Served> {
  const args = [MAIN, 'serve', '--data', dataDir, '--port', port, '--host', '127.0.0.1']
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '' },
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-4000)))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /https?:\/\/[^\s]+/.exec(line)
      if (found !== null) resolve(new URL(found[0]).origin)
    })
    void ended.then(() => reject(new Error(`serve ended: ${said}`)))
  })
  return { address, child, ended }
}
