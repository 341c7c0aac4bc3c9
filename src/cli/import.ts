import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { dropAbandoned, dropIfEmpty, ensureRegion } from '#kernel/network/region.ts'
import { refreshStatistics } from '#db/statistics.ts'
import type { Runtime, Work } from '#kernel/call.ts'
import { newId } from '#lib/ids.ts'
import { Refused } from '#lib/refusal.ts'
import { DryRun, importWorkbook } from '#workbook/import/import.ts'
import type { Imported, Progress } from '#workbook/import/import.ts'
import { rootsOf } from '#workbook/import/region.ts'
import { guardFile } from '#workbook/guard.ts'
import { READ_LIMITS } from '#workbook/read/limits.ts'
import { writeReport } from '#workbook/report.ts'
import { readArguments } from './arguments.ts'
import { inRegion, regionsOf, withRuntime } from './open.ts'
import type { Region } from './open.ts'
import { print, tell } from './output.ts'

/** `import FILE.xlsx [--dry-run] [--report OUT.xlsx]`: prints the report as JSON. */
export async function importFile(args: readonly string[]): Promise<number> {
  const { common, values, positionals } = readArguments(
    args,
    { 'dry-run': { type: 'boolean' }, report: { type: 'string' } },
    1,
  )
  const [path = ''] = positionals
  await guardFile(path, READ_LIMITS)
  // told before anything is taken in, not after
  if (values.report !== undefined) await access(dirname(resolve(values.report)), constants.W_OK)
  const imported = await withRuntime(common, (runtime) =>
    takeIn(runtime, path, common.region, values['dry-run'] === true),
  )
  if (values.report !== undefined)
    await writeReport(path, values.report, imported.read, imported.report.errors)
  await print(JSON.stringify(imported.report))
  return 0
}

/** Imports a file, into a region made for it where the server is empty. */
export async function takeIn(
  runtime: Runtime,
  path: string,
  wanted: string | undefined,
  dryRun: boolean,
): Promise<Imported> {
  const { region, made } = await regionFor(runtime, path, wanted)
  try {
    const imported = await inRegion(runtime, region, (work) => intoRegion(work, path, region, dryRun)).catch(
      DryRun.caught,
    )
    if (!dryRun) await refreshStatistics(runtime.db)
    return imported
  } finally {
    if (made) await dropIfEmpty(runtime.db, region.id)
  }
}

async function intoRegion(work: Work, path: string, region: Region, dryRun: boolean): Promise<Imported> {
  const file = { path, fileName: basename(path), sha256: await hashOf(path), bytes: (await stat(path)).size }
  const imported = await importWorkbook(work, {
    ...file,
    batch: newId(),
    regionCode: region.code,
    onProgress: progress(),
  })
  if (dryRun) throw new DryRun(imported)
  return imported
}

/**
 * The region to import into: the one named, the only one, or on an empty server the one that the file speaks of.
 * A region made for a file that is then refused goes again.
 */
async function regionFor(
  runtime: Runtime,
  path: string,
  wanted: string | undefined,
): Promise<{ region: Region; made: boolean }> {
  await dropAbandoned(runtime.db)
  const regions = await regionsOf(runtime)
  const known = wanted === undefined ? regions : regions.filter((region) => region.code === wanted)
  const [only] = known
  if (known.length === 1 && only !== undefined) return { region: only, made: false }
  const [root, second] = await rootsOf(path)
  if (regions.length > 0 && wanted === undefined) {
    const same = regions.find((region) => region.code === root?.code)
    if (same !== undefined) return { region: same, made: false }
    throw refused(
      `这里有几个区域，请用 --region 指明：${regions.map((r) => `${r.code} ${r.name}`).join('，')}。`,
    )
  }
  if (root === undefined)
    throw refused('“单位”表里没有类别为“区域”、上级代码为空的一行，不知道这是哪个区域。请补上这一行。')
  if (second !== undefined)
    throw refused(`“单位”表里有几个没有上级的区域（${root.code}、${second.code}），应只有一个。`)
  if (wanted !== undefined && root.code !== wanted)
    throw refused(`这份工作簿是“${root.name}”（${root.code}）的，不是 ${wanted} 的。`)
  return { region: await ensureRegion(runtime.db, root), made: true }
}

function refused(because: string): Refused {
  return new Refused(422, { code: 'another-region', because })
}

async function hashOf(path: string): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest()
}

function progress(): Progress {
  let last = ''
  return (_state, done, words) => {
    const line = `${String(Math.floor(done * 100)).padStart(3)}% ${words}`
    if (line !== last) tell(line)
    last = line
  }
}
