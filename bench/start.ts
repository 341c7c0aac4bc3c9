/**
 * Cold start of a fresh folder and of a used one, the memory of everything at rest, and what the pages weigh.
 * `node bench/start.ts`; the pages must have been built.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { setTimeout as delay } from 'node:timers/promises'
import { ms, residentShare, startProgram, tell, withFolder } from './program.ts'

const REST = 15_000
const DIST = join(import.meta.dirname, '../web/dist')

await withFolder(async (folder) => {
  const fresh = await start(folder)
  await fresh.program.stop()
  const used = await start(folder)
  tell({
    work: 'cold start: new data folder; used one',
    measured: `${ms(fresh.took)}; ${ms(used.took)}`,
    goal: '≤ 5 s',
    comparison: '98 s',
  })
  await delay(REST)
  const megabytes = await residentShare(used.program.child.pid ?? 0)
  tell({
    work: 'idle memory of everything (PSS)',
    measured: `${megabytes} MB`,
    goal: '≤ 300 MB',
    comparison: '768 MB',
  })
  await used.program.stop()
})
await weights()

async function start(
  folder: string,
): Promise<{ took: number; program: Awaited<ReturnType<typeof startProgram>> }> {
  const started = performance.now()
  const program = await startProgram(folder)
  const answer = await fetch(`${program.address}/readyz`)
  if (answer.status !== 200) throw new Error(await answer.text())
  return { took: performance.now() - started, program }
}

/** Gzipped kilobytes of what the entries load at once. */
async function weights(): Promise<void> {
  const shell = await entry('index.html', /\/assets\/([\w.-]+)/g)
  tell({
    work: 'shell of the desk',
    measured: `${shell.requests} files, ${shell.kilobytes} kB gz`,
    goal: '≤ 8 requests, ≤ 250 kB gz',
    comparison: '28 requests, 1.24 MB',
  })
  const phone = await entry('phone.html', /\/assets\/([\w.-]+\.js)/g)
  tell({
    work: 'script of the phone entry',
    measured: `${phone.requests} files, ${phone.kilobytes} kB gz`,
    goal: '≤ 15 kB gz',
    comparison: '–',
  })
}

async function entry(page: string, loads: RegExp): Promise<{ requests: number; kilobytes: string }> {
  const html = await readFile(join(DIST, page), 'utf8')
  const names = new Set([...html.matchAll(loads)].map((match) => match[1] ?? ''))
  const present = new Set(await readdir(join(DIST, 'assets')))
  const parts = await Promise.all(
    [...names].filter((name) => present.has(name)).map((name) => readFile(join(DIST, 'assets', name))),
  )
  const bytes = parts.reduce((sum, part) => sum + gzipSync(part).length, 0)
  return { requests: parts.length + 1, kilobytes: (bytes / 1024).toFixed(1) }
}
