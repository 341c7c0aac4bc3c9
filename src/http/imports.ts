import * as contract from '#contract/import.ts'
import type { ImportJob } from '#contract/import.ts'
import { handle, handleUpload } from '#kernel/call.ts'
import type { Handler, Work } from '#kernel/call.ts'
import { fileOf } from '#kernel/files.ts'
import { regionOf } from '#kernel/network/region.ts'
import { ImportJobs } from '#jobs/imports.ts'
import { notFound } from '#lib/refusal.ts'
import { keptBatches } from '#workbook/import/batches.ts'
import type { KeptBatch } from '#workbook/import/batches.ts'
import { guardFile } from '#workbook/guard.ts'
import { READ_LIMITS } from '#workbook/read/limits.ts'
import { fileReply } from './files.ts'
import { toRefusal } from './workbook-refusal.ts'

const MAX_BYTES = 200_000_000

/** The imports' routes over the jobs of this process. */
export function importHandlers(jobs: ImportJobs): readonly Handler[] {
  return [
    handleUpload(contract.startImport, MAX_BYTES, async (call) => {
      // a file that is no workbook is told at once, before it waits its turn
      await guardFile(call.upload.path, READ_LIMITS).catch(toRefusal)
      const { code } = await regionOf(call)
      return {
        id: await jobs.start(call.runtime, {
          region: call.caller.region,
          regionCode: code,
          actor: call.caller.actor,
          upload: call.upload,
          dryRun: call.query.dryRun === 'true',
        }),
      }
    }),
    handle(
      contract.importState,
      async (call) => jobs.find(call.caller.region, call.params.id) ?? (await keptJob(call, call.params.id)),
    ),
    handle(contract.imports, async (call) => {
      const running = jobs.open(call.caller.region).map((job) => rowOf(job))
      const kept = (await keptBatches(call)).map((batch) => rowOf(jobOf(batch)))
      return { rows: [...running, ...kept] }
    }),
    handle(contract.importReportFile, async (call) =>
      fileReply(await fileOf(call, call.runtime, 'import-report', call.params.id)),
    ),
  ]
}

async function keptJob(work: Work, id: string): Promise<ImportJob> {
  const [batch] = await keptBatches(work, id)
  if (batch === undefined)
    throw notFound('这次导入（如果服务在导入中途停过，那次导入没有留下任何数据，请重新上传）')
  return jobOf(batch)
}

function jobOf(batch: KeptBatch): ImportJob {
  const { id, fileName, actor, result, marked } = batch
  const shared = {
    id,
    fileName,
    actor,
    dryRun: false,
    startedAt: batch.finishedAt.toISOString(),
    progress: 1,
    marked,
  }
  if ('refused' in result) return { ...shared, state: 'refused', words: result.refused, report: null }
  return { ...shared, state: 'done', words: '导入完成', report: result }
}

function rowOf({
  report,
  ...job
}: ImportJob): Omit<ImportJob, 'report'> & { imported: number; refused: number } {
  const counts = Object.values(report?.sheets ?? {})
  return {
    ...job,
    imported: counts.reduce((sum, count) => sum + count.imported, 0),
    refused: counts.reduce((sum, count) => sum + count.refused, 0),
  }
}
