import { sql } from 'kysely'
import { notFound } from '#lib/refusal.ts'
import type { FileReply, Runtime, Work } from '#kernel/call.ts'
import { storeOf } from '#kernel/files.ts'
import { endingOf } from './material-types.ts'

/** A file as a judge has it: by its number, for its own name could tell whose it is. */
export type JudgedFile = {
  id: string
  n: number
  material: string
  type: string
  bytes: number
  sha256: Buffer
}

/** The files that the caller may open as a judge while reviews are open, by judging. */
export async function judgedFiles({ tx }: Work): Promise<Map<string, JudgedFile[]>> {
  const { rows } = await sql<Omit<JudgedFile, 'bytes'> & { bytes: string }>`
    select judging_id as id, n, material, media_type as type, bytes, sha256 from judging_files() order by judging_id, n`.execute(
    tx,
  )
  return Map.groupBy(
    rows.map((row) => ({ ...row, bytes: Number(row.bytes) })),
    ({ id }) => id,
  )
}

/** Opens a file of what the caller judges, under the case's number. @throws Refused 404, also once the review is closed. */
export async function openJudged(
  work: Work & { runtime: Runtime },
  { id, n }: { id: string; n: number },
): Promise<FileReply> {
  const found = (await judgedFiles(work)).get(id)?.find((file) => file.n === n)
  if (found === undefined) throw notFound('这份材料')
  const file = await storeOf(work.runtime).open(found.sha256)
  return { file, name: `材料${n}.${endingOf(found.type)}`, type: found.type }
}
