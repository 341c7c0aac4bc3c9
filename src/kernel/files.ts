import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { newId } from '#lib/ids.ts'
import { notFound } from '#lib/refusal.ts'
import type { Runtime, Work } from './call.ts'
import { diskStore } from './store/disk-store.ts'
import { measure, type Content, type FileStore } from './store/file-store.ts'

/** What a file is kept for. */
export type Purpose =
  | 'import'
  | 'import-report'
  | 'document'
  | 'edited-document'
  | 'handed-in'
  | 'case-material'
  | 'archive-material'
  | 'volume'
  | 'voucher'
/** A file about to be kept. */
export type NewFile = {
  name: string
  type: string
  purpose: Purpose
  subject?: string | undefined
  content: Content
}
/** A kept file. */
export type StoredFile = {
  id: string
  name: string
  type: string
  bytes: number
  sha256: Buffer
  /** Its content; whoever opens it reads or destroys it. */
  open: () => Promise<Readable>
}

/** What of the process files need. */
export type FilePlace = Pick<Runtime, 'dataDir' | 'files'>

/** Where the process keeps the contents of files. */
export function storeOf({ dataDir, files }: FilePlace): FileStore {
  return files ?? diskStore(dataDir)
}

/**
 * Keeps a file under the hash of its content, safe before the row that names it is committed, so that no acknowledged
 * file is lost. A file is reached only through its row, which row-level security guards.
 */
export async function keepFile(work: Work, place: FilePlace, file: NewFile): Promise<StoredFile> {
  const { sha256, bytes } = measure(file.content)
  await storeOf(place).put(sha256, file.content)
  return nameFile(work, place, { ...file, sha256, bytes })
}

/** Writes the row of a content that is in the store already. */
export async function nameFile(
  work: Work,
  place: FilePlace,
  file: Omit<NewFile, 'content'> & { sha256: Buffer; bytes: number },
): Promise<StoredFile> {
  const { sha256, bytes, name, type } = file
  const id = newId(work.now.getTime())
  await sql`insert into stored_file (region_id, id, sha256, bytes, name, media_type, purpose, subject_id, made_by)
    values (${work.caller.region}, ${id}, ${sha256}, ${bytes}, ${name}, ${type}, ${file.purpose}, ${file.subject ?? null}, ${work.caller.actor})`.execute(
    work.tx,
  )
  return { id, name, type, bytes, sha256, open: () => storeOf(place).open(sha256) }
}

type FileRow = { id: string; sha256: Buffer; bytes: number; name: string; media_type: string }

/** A kept file that the session may see. @throws Refused 404 */
export async function findFile({ tx, caller }: Work, place: FilePlace, id: string): Promise<StoredFile> {
  const { rows } =
    await sql<FileRow>`select id, sha256, bytes, name, media_type from stored_file where region_id = ${caller.region} and id = ${id}`.execute(
      tx,
    )
  const row = rows[0]
  if (row === undefined) throw notFound('这个文件')
  const { sha256, bytes, name, media_type: type } = row
  return { id: row.id, name, type, bytes, sha256, open: () => storeOf(place).open(sha256) }
}

/** The newest file kept for a record. @throws Refused 404 */
export async function fileOf(
  work: Work,
  place: FilePlace,
  purpose: Purpose,
  subject: string,
): Promise<StoredFile> {
  const { rows } = await sql<{ id: string }>`select id from stored_file
    where region_id = ${work.caller.region} and purpose = ${purpose} and subject_id = ${subject} order by made_at desc limit 1`.execute(
    work.tx,
  )
  if (rows[0] === undefined) throw notFound('这个文件')
  return findFile(work, place, rows[0].id)
}

/** The bytes of a kept file: for small ones. */
export async function readStored(file: StoredFile): Promise<Buffer> {
  return buffer(await file.open())
}
