import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '#db/open.ts'
import { refreshStatistics } from '#db/statistics.ts'
import { systemSession } from '#kernel/account/system-session.ts'
import { inWork } from '#kernel/call.ts'
import type { Runtime, Work } from '#kernel/call.ts'
import { ensureRegion } from '#kernel/network/region.ts'
import { newId } from '#lib/ids.ts'
import { importWorkbook } from '#workbook/import/import.ts'
import type { Imported } from '#workbook/import/import.ts'
import type { Figure } from '#contract/figures.ts'

/** The sample county's answers, computed apart from the product. */
export type Expected = {
  years: Record<string, YearExpected>
  rows: Record<string, number>
  clean_errors: Record<string, Record<string, number>>
  dirty_errors: { sheet: string; row: number; column: string; code: string }[]
}
type Answers = Record<string, { value: number; by?: Record<string, Record<string, number>> }>
type YearExpected = {
  standing: ({ id: string; name: string; unit: string; total: number; meets: boolean } & Record<
    string,
    unknown
  >)[]
  figures: Answers
  units: Record<string, Answers>
}

const COUNTY = join(import.meta.dirname, '../fixtures/county')

/** Path of one of the sample workbooks. */
export function sample(name: 'clean' | 'dirty'): string {
  return join(COUNTY, `${name}.xlsx`)
}

export async function expected(): Promise<Expected> {
  return JSON.parse(await readFile(join(COUNTY, 'expected.json'), 'utf8')) as Expected
}

export function runtimeOf(db: Database): Runtime {
  return { db, dataDir: '/nowhere', now: () => new Date('2026-06-01T00:00:00Z') }
}

/** Imports a file into the region it speaks of, as the command line does. */
export async function importFile(
  db: Database,
  path: string,
  region: { code: string; name: string } = { code: '990123', name: '青川谷县' },
): Promise<Imported> {
  const { id, code } = await ensureRegion(db, region)
  const content = await readFile(path)
  const input = {
    path,
    fileName: 'a.xlsx',
    batch: newId(),
    sha256: createHash('sha256').update(content).digest(),
    bytes: content.length,
    regionCode: code,
    onProgress: () => undefined,
  }
  const imported = await asSystem(db, id, (work) => importWorkbook(work, input))
  await refreshStatistics(db)
  return imported
}

/** Works on a whole region. */
export async function asSystem<T>(
  db: Database,
  region: number,
  work: (work: Work) => Promise<T>,
): Promise<T> {
  const session = await systemSession(db, region, 'test')
  try {
    return await inWork(runtimeOf(db), session.hash, work, 'long')
  } finally {
    await session.end()
  }
}

/** A figure without the zeros that the answers list. */
export function plain(
  by: Record<string, Record<string, number>> | undefined,
): Record<string, Record<string, number>> {
  const kept = Object.entries(by ?? {}).map(([dimension, keys]) => [
    dimension,
    Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== 0)),
  ])
  return Object.fromEntries(kept)
}

/** Figures in the shape of the answers. */
export function answersOf(figures: readonly Figure[]): Answers {
  return Object.fromEntries(figures.map(({ id, value, by }) => [id, { value, by }]))
}
