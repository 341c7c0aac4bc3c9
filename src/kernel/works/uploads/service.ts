import { sql } from 'kysely'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { inWork, type Runtime, type Work } from '../../call.ts'
import { findFile, nameFile, storeOf, type StoredFile } from '../../files.ts'
import { beginsAs, ENDINGS, HEAD_BYTES, mediaOf, mostBytes } from '../media.ts'
import { worksParamsOf } from '../numbers.ts'
import { addPiece, bytesCome, digestPieces, forgetPieces, piecesPath, type Piece } from './pieces.ts'

/** A file that is about to come. */
export type Wanted = { name: string; bytes: number; sha256?: string | undefined }
/** An upload of the caller's. */
export type UploadRow = {
  id: string
  name: string
  media_type: string
  bytes: number
  sha256: Buffer | null
  file_id: string | null
}

/** Begins an upload. @throws Refused 415 for a kind of file that is not taken in, 413 for one too large. */
export async function beginUpload(work: Work, wanted: Wanted): Promise<{ id: string }> {
  const name = fileName(wanted.name)
  const media = mediaOf(name)
  if (media === null) throw unknownKind()
  const most = mostBytes(media.group, await worksParamsOf(work))
  if (wanted.bytes > most) {
    const because = `${media.words}最大 ${most / 1024 ** 2} MB，这个文件有 ${Math.ceil(wanted.bytes / 1024 ** 2)} MB。请压缩或拆分后再传。`
    throw new Refused(413, { code: 'too-large', because, field: 'bytes' })
  }
  const id = newId(work.now.getTime())
  const sha256 = wanted.sha256 === undefined ? null : Buffer.from(wanted.sha256, 'hex')
  await sql`insert into upload (id, name, media_type, bytes, sha256)
    values (${id}, ${name}, ${media.type}, ${wanted.bytes}, ${sha256})`.execute(work.tx)
  return { id }
}

function unknownKind(): Refused {
  const because = `这种文件不能上传。可以上传：${ENDINGS.join('、')}。请另存为其中一种再传。`
  return new Refused(415, { code: 'file-kind', because, field: 'name' })
}

/** The last part of a name without what could end a line: it is shown, never a path. */
function fileName(given: string): string {
  return (given.split(/[/\\]/).at(-1) ?? '').replaceAll(/\p{Cc}/gu, '').slice(0, 200) || '未命名'
}

/** An upload that the session's account has begun. @throws Refused 404 */
export async function findUpload({ tx, caller }: Work, id: string): Promise<UploadRow> {
  const { rows } = await sql<UploadRow>`select id, name, media_type, bytes, sha256, file_id from upload
    where region_id = ${caller.region} and id = ${id}`.execute(tx)
  if (rows[0] === undefined) throw notFound('这次上传')
  return rows[0]
}

/** How much of an upload has come. */
export async function come(runtime: Runtime, upload: UploadRow): Promise<number> {
  return upload.file_id === null ? bytesCome(runtime.dataDir, upload.id) : upload.bytes
}

/**
 * Adds a piece; with the last one the whole is checked and kept. An empty piece at the end keeps what an interruption
 * left unkept.
 * @returns how many bytes have come.
 * @throws Refused 409, 413, 460 as `addPiece`; 422 when the whole is not what it was said to be.
 */
export async function takePiece(
  runtime: Runtime,
  session: Buffer,
  upload: UploadRow,
  piece: Omit<Piece, 'until'>,
): Promise<number> {
  if (upload.file_id !== null) return upload.bytes
  const reached = await addPiece(runtime.dataDir, upload.id, { ...piece, until: upload.bytes })
  if (reached === upload.bytes) await keep(runtime, session, upload)
  return reached
}

async function keep(runtime: Runtime, session: Buffer, upload: UploadRow): Promise<void> {
  const { sha256, head } = await digestPieces(runtime.dataDir, upload.id, HEAD_BYTES)
  const wrong = wrongWith(upload, sha256, head)
  if (wrong !== null) {
    await forgetPieces(runtime.dataDir, upload.id)
    throw wrong
  }
  const { bytes, name, media_type: type } = upload
  await storeOf(runtime).put(sha256, {
    path: piecesPath(runtime.dataDir, upload.id),
    sha256,
    bytes,
    final: true,
  })
  await inWork(runtime, session, async (work) => {
    const file = await nameFile(work, runtime, {
      name,
      type,
      sha256,
      bytes,
      purpose: 'handed-in',
      subject: upload.id,
    })
    await sql`update upload set file_id = ${file.id} where region_id = ${work.caller.region} and id = ${upload.id}`.execute(
      work.tx,
    )
  })
  await forgetPieces(runtime.dataDir, upload.id)
}

function wrongWith(upload: UploadRow, sha256: Buffer, head: Buffer): Refused | null {
  if (upload.sha256 !== null && !upload.sha256.equals(sha256)) {
    return new Refused(422, {
      code: 'other-hash',
      because: '收到的文件与原件不一致，请重新上传。',
      field: 'file',
    })
  }
  const media = mediaOf(upload.name)
  if (media !== null && beginsAs(media, head)) return null
  const because = `文件的内容不是它的后缀所说的${media?.words ?? '类型'}。请用原来的软件打开，另存后再传。`
  return new Refused(422, { code: 'other-content', because, field: 'file' })
}

/** The file of an upload that has come whole. @throws Refused 404; 409 while it is under way. */
export async function uploadedFile(work: Work, runtime: Runtime, id: string): Promise<StoredFile> {
  const upload = await findUpload(work, id)
  if (upload.file_id !== null) return findFile(work, runtime, upload.file_id)
  throw new Refused(409, {
    code: 'under-way',
    because: '文件还没有传完，请等上传完成后再提交。',
    field: 'upload',
  })
}

/** Gives up an upload; a file that was kept already stays with its row. @throws Refused 404 */
export async function dropUpload(work: Work, runtime: Runtime, id: string): Promise<void> {
  await findUpload(work, id)
  await sql`delete from upload where region_id = ${work.caller.region} and id = ${id}`.execute(work.tx)
  await forgetPieces(runtime.dataDir, id)
}
