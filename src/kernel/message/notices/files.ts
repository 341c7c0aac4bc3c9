import { sql } from 'kysely'
import { FILE_MB } from '#contract/message.ts'
import type { FileReply, Runtime, Work } from '#kernel/call.ts'
import { findFile } from '#kernel/files.ts'
import { uploadedFile } from '#kernel/works/uploads/service.ts'
import { notFound, Refused } from '#lib/refusal.ts'

/** A file of a notice. */
export type NoticeFile = { id: string; name: string; bytes: number }

/**
 * Attaches what the sender has uploaded to a notice, in the order given.
 * @throws Refused 404 for another's upload, 409 for one under way, 413 for a file too large.
 */
export async function attach(
  work: Work,
  runtime: Runtime,
  notice: string,
  uploads: readonly string[],
): Promise<void> {
  const files: string[] = []
  for (const upload of new Set(uploads)) {
    const { id, name, bytes } = await uploadedFile(work, runtime, upload)
    if (bytes > FILE_MB * 1024 ** 2) throw tooLarge(name)
    files.push(id)
  }
  if (files.length === 0) return
  await sql`insert into notice_file (region_id, notice_id, file_id, position)
    select ${work.caller.region}, ${notice}, f, n from unnest(${files}::uuid[]) with ordinality x (f, n)`.execute(
    work.tx,
  )
}

function tooLarge(name: string): Refused {
  const because = `附件“${name}”超过 ${FILE_MB} MB，乡村学校的手机难以打开。请压缩后再传，或放进资源库，在通知里写明位置。`
  return new Refused(413, { code: 'too-large', because, field: 'uploads' })
}

/** The files of a notice, in their order. */
export async function filesOf({ tx, caller }: Work, notice: string): Promise<NoticeFile[]> {
  const { rows } = await sql<NoticeFile>`select s.id, s.name, s.bytes::integer as bytes
    from notice_file f join stored_file s on s.region_id = f.region_id and s.id = f.file_id
    where f.region_id = ${caller.region} and f.notice_id = ${notice} order by f.position`.execute(tx)
  return rows
}

/** A file of a notice that the caller may read. @throws Refused 404. */
export async function noticeFileOf(
  work: Work,
  runtime: Runtime,
  { id, file }: { id: string; file: string },
): Promise<FileReply> {
  const { rows } = await sql<{ file: string }>`select file_id as file from notice_file
    where region_id = ${work.caller.region} and notice_id = ${id} and file_id = ${file}`.execute(work.tx)
  if (rows[0] === undefined) throw notFound('这个附件')
  const { name, type, open } = await findFile(work, runtime, file)
  return { file: await open(), name, type }
}
