import { createHash } from 'node:crypto'
import { open, mkdir, readFile, rename, rm, copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { newId } from '#lib/ids.ts'
import { notFound } from '#lib/refusal.ts'
import type { Runtime, Work } from './call.ts'

/** What a file is kept for. */
export type Purpose = 'import' | 'import-report' | 'document' | 'edited-document'
/** A file about to be kept: its bytes, or where it lies. */
export type NewFile = {
  name: string
  type: string
  purpose: Purpose
  subject?: string | undefined
  content: Buffer | { path: string; sha256: Buffer; bytes: number }
}
/** A kept file. */
export type StoredFile = { id: string; name: string; type: string; path: string; bytes: number }

/** Where a file of this content lies in a data folder. */
export function pathOf(dataDir: string, sha256: Buffer): string {
  const hex = sha256.toString('hex')
  return join(dataDir, 'files', hex.slice(0, 2), hex.slice(2, 4), hex)
}

/**
 * Keeps a file: content-addressed on disk, synced before the row that names it is committed, so that no acknowledged
 * file is lost. A file is reached only through its row, which row-level security guards.
 */
export async function keepFile(
  work: Work,
  runtime: Pick<Runtime, 'dataDir'>,
  file: NewFile,
): Promise<StoredFile> {
  const { sha256, bytes } = Buffer.isBuffer(file.content)
    ? { sha256: createHash('sha256').update(file.content).digest(), bytes: file.content.length }
    : file.content
  const path = pathOf(runtime.dataDir, sha256)
  await put(path, file.content)
  const id = newId(work.now.getTime())
  await sql`insert into stored_file (region_id, id, sha256, bytes, name, media_type, purpose, subject_id, made_by)
    values (${work.caller.region}, ${id}, ${sha256}, ${bytes}, ${file.name}, ${file.type}, ${file.purpose}, ${file.subject ?? null}, ${work.caller.actor})`.execute(
    work.tx,
  )
  return { id, name: file.name, type: file.type, path, bytes }
}

/** Writes, syncs, renames, syncs the folder: after a power cut the file is there whole or not at all. */
async function put(path: string, content: NewFile['content']): Promise<void> {
  const folder = join(path, '..')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = `${path}.${newId()}`
  try {
    if (!Buffer.isBuffer(content)) await copyFile(content.path, temporary)
    const handle = await open(temporary, Buffer.isBuffer(content) ? 'w' : 'r+', 0o600)
    try {
      if (Buffer.isBuffer(content)) await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
    await syncFolder(folder)
  } finally {
    await rm(temporary, { force: true })
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

type FileRow = { id: string; sha256: Buffer; bytes: number; name: string; media_type: string }

/** A kept file that the session may see. @throws Refused 404 */
export async function findFile(
  { tx, caller }: Work,
  runtime: Pick<Runtime, 'dataDir'>,
  id: string,
): Promise<StoredFile> {
  const { rows } =
    await sql<FileRow>`select id, sha256, bytes, name, media_type from stored_file where region_id = ${caller.region} and id = ${id}`.execute(
      tx,
    )
  const row = rows[0]
  if (row === undefined) throw notFound('这个文件')
  return {
    id: row.id,
    name: row.name,
    type: row.media_type,
    path: pathOf(runtime.dataDir, row.sha256),
    bytes: row.bytes,
  }
}

/** The newest file kept for a record. @throws Refused 404 */
export async function fileOf(
  work: Work,
  runtime: Pick<Runtime, 'dataDir'>,
  purpose: Purpose,
  subject: string,
): Promise<StoredFile> {
  const { rows } = await sql<{ id: string }>`select id from stored_file
    where region_id = ${work.caller.region} and purpose = ${purpose} and subject_id = ${subject} order by made_at desc limit 1`.execute(
    work.tx,
  )
  if (rows[0] === undefined) throw notFound('这个文件')
  return findFile(work, runtime, rows[0].id)
}

/** The bytes of a kept file. */
export function readStored(file: StoredFile): Promise<Buffer> {
  return readFile(file.path)
}
