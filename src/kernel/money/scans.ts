import { open } from 'node:fs/promises'
import { sql } from 'kysely'
import { audit } from '#kernel/call.ts'
import type { FileReply, Runtime, Upload, Work } from '#kernel/call.ts'
import { findFile, keepFile } from '#kernel/files.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { findEntryUnit } from './entries.ts'

/** Bytes of one scan. */
export const SCAN_BYTES = 20 * 1024 * 1024

/** What a scan may be, by its first bytes: the name says nothing. */
const KINDS: readonly { type: string; begins: readonly number[] }[] = [
  { type: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  { type: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
]
const HEAD = 8

/** Adds a scan to an entry. @throws Refused 403, 404, 422 for what is neither a picture nor a PDF. */
export async function addScan(
  work: Work & { runtime: Runtime },
  entry: string,
  upload: Upload,
): Promise<{ id: string }> {
  const unit = await findEntryUnit(work, entry)
  await requireKeeper(work, unit)
  const { path, name, bytes, sha256 } = upload
  const type = await typeOf(path)
  if (type === undefined) {
    const because = `“${name}”不是 PDF 或图片（JPG、PNG）。请把凭证扫描或拍照后再传。`
    throw new Refused(422, { code: 'file-type', because, field: 'file' })
  }
  const content = { path, sha256, bytes }
  const file = await keepFile(work, work.runtime, { name, type, purpose: 'voucher', subject: entry, content })
  const id = await insertScan(work, entry, unit, file.id)
  await audit(work.tx, 'money.scan', { kind: 'fund-entry', id: entry }, { name })
  return { id }
}

/** Lets files that were handed in elsewhere stand as scans of an entry as well. @throws Refused 404 */
export async function addFiles(work: Work, entry: string, files: readonly string[]): Promise<void> {
  const unit = await findEntryUnit(work, entry)
  for (const file of files) await insertScan(work, entry, unit, file)
}

async function insertScan({ tx, now }: Work, entry: string, unit: string, file: string): Promise<string> {
  const id = newId(now.getTime())
  await sql`insert into fund_scan (id, entry_id, unit_id, file_id) values (${id}, ${entry}, ${unit}, ${file})`.execute(
    tx,
  )
  return id
}

async function requireKeeper({ tx, caller }: Work, unit: string): Promise<void> {
  const { rows } = await sql<{ keeps: boolean }>`
    select session_governs() or ${unit}::uuid = any (session_units()) as keeps`.execute(tx)
  if (rows[0]?.keeps === true && caller.role !== 'leader') return
  throw new Refused(403, { code: 'not-your-books', because: '凭证由记账单位或县级中心上传。' })
}

async function typeOf(path: string): Promise<string | undefined> {
  const file = await open(path, 'r')
  try {
    const { buffer } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    return KINDS.find(({ begins }) => begins.every((byte, at) => buffer[at] === byte))?.type
  } finally {
    await file.close()
  }
}

/** Opens a scan in view. @throws Refused 404 */
export async function scanFile(work: Work & { runtime: Runtime }, id: string): Promise<FileReply> {
  const { rows } = await sql<{ file_id: string }>`
    select file_id from fund_scan where region_id = ${work.caller.region} and id = ${id}`.execute(work.tx)
  if (rows[0] === undefined) throw notFound('这份扫描件')
  const file = await findFile(work, work.runtime, rows[0].file_id)
  return { file: await file.open(), name: file.name, type: file.type }
}
