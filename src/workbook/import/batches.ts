/** The history of imports: what came in, by whom, with what result. */
import { sql } from 'kysely'
import type { ImportReport } from '#contract/import-report.ts'
import type { Work } from '#kernel/call.ts'

/** What an import was of. */
export type BatchFile = { batch: string; fileName: string; sha256: Buffer; bytes: number }
/** The report (its first errors), or why the file was refused as a whole. */
export type BatchResult = ImportReport | { refused: string }
export type KeptBatch = {
  id: string
  fileName: string
  actor: string
  finishedAt: Date
  result: BatchResult
  marked: boolean
}

/** Keeps the result of an import. */
export async function keepBatch({ tx, caller }: Work, file: BatchFile, result: BatchResult): Promise<void> {
  await sql`insert into import_batch (region_id, id, file_name, sha256, bytes, actor, account_id, summary)
    values (${caller.region}, ${file.batch}, ${file.fileName}, ${file.sha256}, ${file.bytes}, ${caller.actor}, ${caller.account}, ${JSON.stringify(result)}::jsonb)`.execute(
    tx,
  )
}

type Row = {
  id: string
  file_name: string
  actor: string
  finished_at: Date
  summary: BatchResult
  marked: boolean
}

/** The region's imports, newest first; or one. */
export async function keptBatches({ tx, caller }: Work, id: string | null = null): Promise<KeptBatch[]> {
  const { rows } = await sql<Row>`select id, file_name, actor, finished_at, summary,
      exists (select from stored_file f where f.region_id = import_batch.region_id and f.purpose = 'import-report' and f.subject_id = import_batch.id) as marked
    from import_batch
    where region_id = ${caller.region} and (${id}::uuid is null or id = ${id}::uuid) order by finished_at desc limit 200`.execute(
    tx,
  )
  return rows.map((row) => ({
    id: row.id,
    fileName: row.file_name,
    actor: row.actor,
    finishedAt: row.finished_at,
    result: row.summary,
    marked: row.marked,
  }))
}
