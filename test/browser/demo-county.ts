import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const HOME = join(import.meta.dirname, '../..')
let running: Promise<string> | undefined

/** What to sign in with: the demonstration county's own logins. */
export const PASSWORD = 'yanpei-demo-2025'
export type Login = 'officer' | 'leader' | 'cluster' | 'school' | 'teacher' | 'judge' | '99012319990812002X'

/**
 * The address of a demonstration county, without a slash at the end: started once for a test run, thrown away after
 * it. YANPEI_DEMO names one that runs already.
 */
export function demoCounty(): Promise<string> {
  const given = process.env['YANPEI_DEMO']
  running ??= given === undefined ? start() : Promise.resolve(given)
  return running
}

async function start(): Promise<string> {
  const { address } = await launch('demo', '演示账号')
  return address
}

/** A server of its own, and its end. */
export type Instance = { address: string; stop: () => void }

/** A server with nothing in it, as it is on the first day. */
export function emptyInstance(): Promise<Instance> {
  return launch('serve', '研培已启动')
}

/** Starts the program in a folder that is thrown away; `ready` is what it says when it is. */
function launch(command: 'demo' | 'serve', ready: string): Promise<Instance> {
  const folder = mkdtempSync(join(tmpdir(), 'yanpei-browser-test-'))
  const { DATABASE_URL: _, ...env } = process.env
  const where = ['--data', folder, '--port', '0', '--host', '127.0.0.1']
  const child = spawn(process.execPath, ['src/main.ts', command, ...where], {
    cwd: HOME,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = once(() => discard(child, folder))
  process.once('exit', stop)
  child.unref()
  // Nothing else keeps the process awake while it waits for a program that it does not hold.
  const awake = setInterval(() => undefined, 1000)
  const started = new Promise<Instance>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const found = /http:\/\/[^\s/]+:\d+/.exec(said)
      if (found !== null && said.includes(ready)) resolve({ address: found[0], stop })
    }
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', hear)
      // A pipe that waits must not keep a finished test run alive.
      if ('unref' in stream && typeof stream.unref === 'function') stream.unref()
    }
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}: ${said}`)))
  })
  return started.finally(() => clearInterval(awake))
}

function once(work: () => void): () => void {
  let done = false
  return () => {
    if (!done) work()
    done = true
  }
}

/** Ends the county at once; its database follows by itself, then its folder goes. */
function discard(child: ChildProcess, folder: string): void {
  child.kill('SIGTERM')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500)
  // The database may still be writing its last page.
  rmSync(folder, { recursive: true, force: true, maxRetries: 30, retryDelay: 200 })
}
