import { sql } from 'kysely'
import type { Runtime, Work } from '../../call.ts'
import { forgetPieces, lastPiece } from './pieces.ts'

/**
 * Forgets uploads that nobody has gone on with since `before`: their pieces and their rows.
 * @returns how many.
 */
export async function forgetStaleUploads(
  { tx, caller }: Work,
  { dataDir }: Pick<Runtime, 'dataDir'>,
  before: Date,
): Promise<number> {
  const { rows } = await sql<{ id: string }>`select id from upload
    where region_id = ${caller.region} and file_id is null and begun_at < ${before} limit 1000`.execute(tx)
  let forgotten = 0
  for (const { id } of rows) {
    const last = await lastPiece(dataDir, id)
    if (last !== null && last >= before) continue
    await sql`delete from upload where region_id = ${caller.region} and id = ${id}`.execute(tx)
    await forgetPieces(dataDir, id)
    forgotten += 1
  }
  return forgotten
}
