import { copyFile, mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportJob } from '#contract/import.ts'
import { refreshStatistics } from '#db/statistics.ts'
import { systemSession } from '#kernel/account/system-session.ts'
import { inWork } from '#kernel/call.ts'
import type { Runtime, Upload, Work } from '#kernel/call.ts'
import { keepFile } from '#kernel/files.ts'
import { newId } from '#lib/ids.ts'
import { Refused } from '#lib/refusal.ts'
import { keepBatch } from '#workbook/import/batches.ts'
import { DryRun, importWorkbook } from '#workbook/import/import.ts'
import type { Imported } from '#workbook/import/import.ts'
import { WorkbookRefused } from '#workbook/refusal.ts'
import { writeReport } from '#workbook/report.ts'

/** A job as it runs, with the region it belongs to. */
type Running = { region: number; job: ImportJob }
/** What is asked: a file that came in, for which region, by whom. */
export type ImportOrder = {
  region: number
  regionCode: string
  actor: string
  upload: Upload
  dryRun: boolean
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const REMEMBERED = 50
const UNFORESEEN = '导入时出了意外，文件没有导入，原有数据没有改动。请再试一次；仍不行时把文件交给管理员。'

/**
 * The imports that run in this process, one after another. A page may leave and come back; when the process ends
 * half-way, the transaction has left nothing, and the history says so.
 */
export class ImportJobs {
  readonly #jobs = new Map<string, Running>()
  #last: Promise<void> = Promise.resolve()

  /** Takes a file over and starts, or queues, its import. @returns the job's id. */
  async start(runtime: Runtime, order: ImportOrder): Promise<string> {
    const id = newId()
    const path = join(runtime.dataDir, 'incoming', id)
    await mkdir(join(runtime.dataDir, 'incoming'), { recursive: true, mode: 0o700 })
    await copyFile(order.upload.path, path)
    const job: ImportJob = {
      id,
      fileName: order.upload.name,
      dryRun: order.dryRun,
      startedAt: runtime.now().toISOString(),
      state: 'waiting',
      progress: 0,
      words: '等待前一个导入结束',
      report: null,
      marked: false,
      actor: order.actor,
    }
    this.#jobs.set(id, { region: order.region, job })
    for (const old of [...this.#jobs.keys()].slice(0, -REMEMBERED)) this.#jobs.delete(old)
    this.#last = this.#last.then(() =>
      this.#run(runtime, { ...order, upload: { ...order.upload, path } }, job),
    )
    return id
  }

  /** A job of a region, if this process knows it. */
  find(region: number, id: string): ImportJob | undefined {
    const running = this.#jobs.get(id)
    return running?.region === region ? running.job : undefined
  }

  /** The jobs of a region that have not ended. */
  open(region: number): ImportJob[] {
    return [...this.#jobs.values()]
      .filter((one) => one.region === region && one.job.report === null && one.job.state !== 'refused')
      .map((one) => one.job)
  }

  /** Resolves when nothing runs any more. */
  idle(): Promise<void> {
    return this.#last
  }

  async #run(runtime: Runtime, order: ImportOrder, job: ImportJob): Promise<void> {
    try {
      const imported = await importInto(runtime, order, job)
      const marked = await keepReport(runtime, order, job.id, imported)
      if (!order.dryRun) await refreshStatistics(runtime.db)
      Object.assign(job, {
        state: 'done',
        progress: 1,
        words: wordsOf(order),
        report: imported.report,
        marked,
      })
    } catch (error) {
      const known = error instanceof Refused || error instanceof WorkbookRefused
      Object.assign(job, { state: 'refused', words: known ? error.message : UNFORESEEN })
      await rememberRefusal(runtime, order, job)
      if (!known)
        process.stderr.write(`import ${job.id}: ${error instanceof Error ? error.stack : String(error)}\n`)
    } finally {
      await rm(order.upload.path, { force: true })
    }
  }
}

/** The imports of this process. */
export const importJobs = new ImportJobs()

function wordsOf({ dryRun }: ImportOrder): string {
  return dryRun ? '试运行完成，没有写入任何数据' : '导入完成'
}

async function importInto(runtime: Runtime, order: ImportOrder, job: ImportJob): Promise<Imported> {
  const { upload } = order
  const input = {
    batch: job.id,
    path: upload.path,
    fileName: upload.name,
    sha256: upload.sha256,
    bytes: upload.bytes,
    regionCode: order.regionCode,
    onProgress: (state: ImportJob['state'], progress: number, words: string) =>
      void Object.assign(job, { state, progress, words }),
  }
  const run = async (work: Work): Promise<Imported> => {
    const imported = await importWorkbook(work, input)
    if (order.dryRun) throw new DryRun(imported)
    await keepFile(work, runtime, {
      name: upload.name,
      type: XLSX,
      purpose: 'import',
      subject: job.id,
      content: upload,
    })
    return imported
  }
  return inRegion(runtime, order, run).catch(DryRun.caught)
}

/** Keeps the marked copy, also of a dry run. @returns whether there was anything to mark. */
async function keepReport(
  runtime: Runtime,
  order: ImportOrder,
  id: string,
  { read, report }: Imported,
): Promise<boolean> {
  if (report.errors.length === 0) return false
  const target = `${order.upload.path}.report`
  try {
    await writeReport(order.upload.path, target, read, report.errors)
    const content = await readFile(target)
    const name = order.upload.name.replace(/(\.xlsx)?$/i, '（错处已标出）.xlsx')
    await inRegion(runtime, order, (work) =>
      keepFile(work, runtime, { name, type: XLSX, purpose: 'import-report', subject: id, content }),
    )
    return true
  } finally {
    await rm(target, { force: true })
  }
}

async function rememberRefusal(runtime: Runtime, order: ImportOrder, job: ImportJob): Promise<void> {
  if (order.dryRun) return
  const file = {
    batch: job.id,
    fileName: order.upload.name,
    sha256: order.upload.sha256,
    bytes: order.upload.bytes,
  }
  await inRegion(runtime, order, (work) => keepBatch(work, file, { refused: job.words })).catch(
    (error: unknown) => {
      process.stderr.write(`import ${job.id} refused, not remembered: ${String(error)}\n`)
    },
  )
}

async function inRegion<T>(
  runtime: Runtime,
  order: ImportOrder,
  work: (work: Work) => Promise<T>,
): Promise<T> {
  const session = await systemSession(runtime.db, order.region, order.actor)
  try {
    return await inWork(runtime, session.hash, work, 'long')
  } finally {
    await session.end()
  }
}
