import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A line of the results: what was done, what it took, what it should reach, what others take. */
export type Result = { work: string; measured: string; goal: string; comparison: string }

/** Prints a line of the results, for whoever collects them. */
export function tell(result: Result): void {
  console.log(JSON.stringify(result))
}

/** The program, serving from a folder of its own. */
export type Program = { folder: string; address: string; child: ChildProcess; stop: () => Promise<void> }

/** A folder that goes when the work is done. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'yanpei-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** Starts `serve` or `demo` on a free port; resolves when it listens. */
export async function startProgram(folder: string, command: 'serve' | 'demo' = 'serve'): Promise<Program> {
  const child = spawn(process.execPath, ['src/main.ts', command, '--data', folder, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((done) => child.once('close', done))
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
  }
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /https?:\/\/\S+/.exec(line)
    if (found !== null) return { folder, address: new URL(found[0]).origin, child, stop }
  }
  throw new Error('the program did not start')
}

/** Milliseconds that each of so many rounds took. */
export async function rounds(count: number, work: (round: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < count; round += 1) {
    const started = performance.now()
    await work(round)
    times.push(performance.now() - started)
  }
  return times
}

/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

/** Milliseconds as people read them. */
export function ms(time: number): string {
  return time < 10 ? `${time.toFixed(1)} ms` : `${Math.round(time)} ms`
}

/** Memory of a process and all below it, in MB: shared pages are divided among who shares them. */
export async function residentShare(pid: number): Promise<number> {
  const members = await family(pid)
  const kilobytes = members.map((name) =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${name}/smaps_rollup`))?.[1] ?? 0),
  )
  return Math.round(kilobytes.reduce((sum, one) => sum + one, 0) / 1024)
}

/** Milliseconds of processor time that a process and all below it have used so far: a busy machine does not change it. */
export async function processorTime(pid: number): Promise<number> {
  const members = await family(pid)
  const ticks = members.map((name) => {
    const fields = read(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ') ?? []
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
  })
  return ticks.reduce((sum, one) => sum + one, 0) * 10
}

/** A process and all below it. */
async function family(pid: number): Promise<string[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const parents = new Map(all.map((name) => [name, parentOf(name)]))
  const below = (name: string | undefined): boolean =>
    name !== undefined && (name === String(pid) || below(parents.get(name)))
  return all.filter(below)
}

/** The most memory that a process has had resident so far, in MB. */
export function peakResident(pid: number): number {
  return Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024)
}

function parentOf(pid: string): string | undefined {
  return /\) \S (\d+)/.exec(read(`/proc/${pid}/stat`))?.[1]
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // the process has ended meanwhile
  }
}
