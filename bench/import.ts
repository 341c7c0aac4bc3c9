/**
 * Imports: the sample county, its rows against a bare COPY of them, its summary; 20,000 teachers with two million check-ins;
 * and what a teacher costs as counties grow. `node bench/import.ts [part of the large sizes, 1 is all]`
 */
import { spawn } from 'node:child_process'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { inRegion, regionsOf } from '#cli/open.ts'
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

await withFolder(sample)
await withFolder(large)
await withFolder(growth)

async function sample(folder: string): Promise<void> {
  const db = await openDatabase({ dataDir: folder })
  const runtime: Runtime = { db, dataDir: folder, now: () => new Date() }
  const took = await timedImport(runtime)
  tell({
    work: 'import of the sample county, 83,000 rows',
    measured: `${(took.all / 1000).toFixed(1)} s (reading ${ms(took.read)}, checking and writing ${ms(took.written)}, crediting ${ms(took.credited)})`,
    goal: '≤ 15 s',
    comparison: '137 users/s',
  })
  await refreshStatistics(db)
  const copied = median([await bareCopy(db), await bareCopy(db), await bareCopy(db)])
  tell({
    work: 'rows checked and written, against a bare COPY of the same rows',
    measured: `${(took.written / copied).toFixed(1)} × (COPY ${ms(copied)})`,
    goal: '≤ 6 ×',
    comparison: '–',
  })
  const [region] = await regionsOf(runtime)
  if (region === undefined) throw new Error('no region')
  const order = { kind: 'work-summary', unit: region.code, year: 2025, language: 'zh-Hans' } as const
  const made = await rounds(5, () => inRegion(runtime, region, (work) => makeDocument(work, runtime, order)))
  tell({ work: "year's summary as docx", measured: ms(median(made)), goal: '≤ 3 s', comparison: '–' })
  await db.close()
}

/** Imports the sample in this process; milliseconds of each stage. */
async function timedImport(
  runtime: Runtime,
): Promise<{ all: number; read: number; written: number; credited: number }> {
  const region = await ensureRegion(runtime.db, { code: '990123', name: '青川谷县' })
  const began = new Map<string, number>()
  const onProgress = (state: string): void => void (began.has(state) || began.set(state, performance.now()))
  const started = performance.now()
  const file = {
    path: SAMPLE,
    fileName: 'clean.xlsx',
    sha256: Buffer.alloc(32),
    bytes: (await stat(SAMPLE)).size,
  }
  await inRegion(runtime, region, (work) =>
    importWorkbook(work, { ...file, batch: newId(), regionCode: region.code, onProgress }),
  )
  const ended = performance.now()
  const [checking, crediting] = [began.get('checking') ?? ended, began.get('crediting') ?? ended]
  return {
    all: ended - started,
    read: checking - started,
    written: crediting - checking,
    credited: ended - crediting,
  }
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

/** What one teacher costs in counties of three sizes: the import, the list of standing, the figures' credits. */
async function growth(folder: string): Promise<void> {
  const costs: string[] = []
  for (const teachers of [1600, 16_000, 160_000].map((size) => Math.round(size * PART))) {
    const file = join(folder, `${teachers}.xlsx`)
    const data = join(folder, `data-${teachers}`)
    await writeCounty(file, { teachers, activities: Math.ceil(teachers / 50), slots: 1, activitiesEach: 2 })
    const { seconds } = await commandLine(['import', file, '--data', data])
    const db = await openDatabase({ dataDir: data })
    const runtime: Runtime = { db, dataDir: data, now: () => new Date() }
    const [region] = await regionsOf(runtime)
    if (region === undefined) throw new Error('no region')
    const list = median(
      await rounds(3, () => inRegion(runtime, region, (work) => standingRows(work, 2025, null))),
    )
    await db.close()
    costs.push(
      `${teachers} teachers: import ${((seconds * 1000) / teachers).toFixed(2)} ms, standing ${((list * 1000) / teachers).toFixed(0)} µs`,
    )
  }
  tell({ work: 'growth: cost of one teacher', measured: costs.join('; '), goal: 'constant', comparison: '–' })
}
