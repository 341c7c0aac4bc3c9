/**
 * Imports: the sample county, its rows against a bare COPY of them, its summary; 20,000 teachers with two million check-ins;
 * and what a teacher costs as counties grow. `node bench/import.ts [part of the large sizes, 1 is all]`
 */
import { spawn } from 'node:child_process'
import { rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { inRegion, type Region } from '#cli/open.ts'
import { openDatabase, type Database } from '#db/open.ts'
import { refreshStatistics } from '#db/statistics.ts'
import type { Runtime } from '#kernel/call.ts'
import { standingRows } from '#kernel/credit/read.ts'
import { makeDocument } from '#kernel/document/service.ts'
import { ensureRegion } from '#kernel/network/region.ts'
import { newId } from '#lib/ids.ts'
import { importWorkbook } from '#workbook/import/import.ts'
import { writeCounty } from './county.ts'
import { median, ms, peakResident, rounds, tell, withFolder } from './program.ts'

const PART = Number(process.argv[2] ?? 1)
const SAMPLE = join(import.meta.dirname, '../test/fixtures/county/clean.xlsx')
const TABLES = [
  'unit',
  'unit_state',
  'person',
  'person_state',
  'programme',
  'activity',
  'participation',
  'attendance',
  'online_study',
  'work',
  'award',
  'title_grant',
  'pairing',
  'exchange',
  'certification',
  'loan',
  'fund_entry',
]

/** Milliseconds of an import and of its stages. */
type Took = { all: number; read: number; checked: number; written: number; credited: number }
type Stage = Exclude<keyof Took, 'all'>

const STAGES: readonly (readonly [string, Stage])[] = [
  ['正在读取', 'read'],
  ['正在核对', 'checked'],
  ['正在写入', 'written'],
  ['正在记学分', 'credited'],
]

await sample()
await withFolder(large)
await withFolder(growth)

/** One import of the sample into a new data folder, then the same rows by COPY on the same server. */
type Round = Took & { copied: number; document: number }

async function sample(): Promise<void> {
  const runs: Round[] = []
  for (let round = 0; round < 3; round += 1)
    await withFolder(async (folder) => void runs.push(await sampleOnce(folder)))
  const middle = (pick: (round: Round) => number): number => median(runs.map(pick))
  tell({
    work: 'import of the sample county, 83,000 rows',
    measured: `${(middle((r) => r.all) / 1000).toFixed(1)} s (reading ${ms(middle((r) => r.read))}, checking ${ms(middle((r) => r.checked))}, writing ${ms(middle((r) => r.written))}, crediting ${ms(middle((r) => r.credited))})`,
    goal: '≤ 15 s',
    comparison: '137 users/s',
  })
  tell({
    work: 'rows written, against a bare COPY of the same rows',
    measured: `${middle((r) => r.written / r.copied).toFixed(1)} ×; with their checks ${middle((r) => (r.checked + r.written) / r.copied).toFixed(1)} × (COPY ${ms(middle((r) => r.copied))})`,
    goal: '≤ 6 ×',
    comparison: '–',
  })
  tell({
    work: "year's summary as docx",
    measured: ms(middle((r) => r.document)),
    goal: '≤ 3 s',
    comparison: '–',
  })
}

async function sampleOnce(folder: string): Promise<Round> {
  const db = await openDatabase({ dataDir: folder })
  const runtime: Runtime = { db, dataDir: folder, now: () => new Date() }
  const region = await ensureRegion(db, { code: '990123', name: '青川谷县' })
  const took = await timedImport(runtime, region, SAMPLE)
  await refreshStatistics(db)
  const copied = median([await bareCopy(db), await bareCopy(db), await bareCopy(db)])
  const order = { kind: 'work-summary', unit: region.code, year: 2025, language: 'zh-Hans' } as const
  const made = await rounds(3, () => inRegion(runtime, region, (work) => makeDocument(work, runtime, order)))
  await db.close()
  return { ...took, copied, document: median(made) }
}

/** Imports a file in this process. Sheets are checked and written in turn, so the stages are told by the progress. */
async function timedImport(runtime: Runtime, region: Region, path: string): Promise<Took> {
  const took: Took = { all: 0, read: 0, checked: 0, written: 0, credited: 0 }
  const started = performance.now()
  let [stage, since]: [Stage, number] = ['read', started]
  const turnTo = (next: Stage): void => {
    const now = performance.now()
    took[stage] += now - since
    ;[stage, since] = [next, now]
  }
  const onProgress = (_state: string, _done: number, words: string): void =>
    turnTo(STAGES.find(([beginning]) => words.startsWith(beginning))?.[1] ?? stage)
  const file = {
    path,
    fileName: basename(path),
    sha256: Buffer.alloc(32),
    bytes: (await stat(path)).size,
  }
  await inRegion(runtime, region, (work) =>
    importWorkbook(work, { ...file, batch: newId(), regionCode: region.code, onProgress }),
  )
  turnTo(stage)
  return { ...took, all: performance.now() - started }
}

/** The same rows by COPY into tables of the same columns without keys, indexes or checks, on the same server. */
async function bareCopy(db: Database): Promise<number> {
  const client = await db.admin.connect()
  const file = (table: string): string => `/tmp/yanpei-bench-${process.pid}-${table}`
  try {
    for (const table of TABLES)
      await client.query(`copy (select * from ${table}) to '${file(table)}' (format binary)`)
    for (const table of TABLES) await client.query(`create table copy_${table} (like ${table})`)
    const [took = 0] = await rounds(1, async () => {
      await client.query('begin')
      for (const table of TABLES)
        await client.query(`copy copy_${table} from '${file(table)}' (format binary)`)
      await client.query('commit')
    })
    for (const table of TABLES) await client.query(`drop table copy_${table}`)
    return took
  } finally {
    await Promise.all(TABLES.map((table) => rm(file(table), { force: true })))
    client.release(true)
  }
}

async function large(folder: string): Promise<void> {
  const teachers = Math.round(20_000 * PART)
  const file = join(folder, 'large.xlsx')
  await writeCounty(file, { teachers, activities: 500, slots: 5, activitiesEach: 20 })
  const { seconds, megabytes } = await commandLine(['import', file, '--data', join(folder, 'data')])
  tell({
    work: `import of ${teachers} teachers with ${teachers * 100} check-ins`,
    measured: `at most ${megabytes} MB, ${Math.round(seconds)} s`,
    goal: '≤ 1024 MB',
    comparison: '–',
  })
}

/** Runs a command of the program; how long it took and how much memory its process had at most. */
async function commandLine(args: readonly string[]): Promise<{ seconds: number; megabytes: number }> {
  const started = performance.now()
  const child = spawn(process.execPath, ['src/main.ts', ...args], { stdio: ['ignore', 'ignore', 'ignore'] })
  let megabytes = 0
  const watching = setInterval(() => (megabytes = Math.max(megabytes, peakResident(child.pid ?? 0))), 200)
  const code = await new Promise((done) => child.once('close', done))
  clearInterval(watching)
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}`)
  return { seconds: (performance.now() - started) / 1000, megabytes }
}

/** What one teacher costs in counties of three sizes: the import, whatever starts before it left out, and the list of standing. */
async function growth(folder: string): Promise<void> {
  const costs: string[] = []
  for (const teachers of [1600, 16_000, 160_000].map((size) => Math.round(size * PART))) {
    const file = join(folder, `${teachers}.xlsx`)
    const data = join(folder, `data-${teachers}`)
    await writeCounty(file, { teachers, activities: Math.ceil(teachers / 50), slots: 1, activitiesEach: 2 })
    const db = await openDatabase({ dataDir: data })
    const runtime: Runtime = { db, dataDir: data, now: () => new Date() }
    const region = await ensureRegion(db, { code: '990003', name: '大样县' })
    const { all } = await timedImport(runtime, region, file)
    await refreshStatistics(db)
    const list = median(
      await rounds(3, () => inRegion(runtime, region, (work) => standingRows(work, 2025, null))),
    )
    await db.close()
    costs.push(
      `${teachers} teachers: import ${(all / teachers).toFixed(2)} ms, standing ${((list * 1000) / teachers).toFixed(0)} µs`,
    )
  }
  tell({ work: 'growth: cost of one teacher', measured: costs.join('; '), goal: 'constant', comparison: '–' })
}
