/** The bytes of uploads on their way, one file each in the data folder. They outlive the process. */
import { createHash } from 'node:crypto'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Refused } from '#lib/refusal.ts'

const FOLDER = 'pieces'

/** Where an upload's bytes lie. */
export function piecesPath(dataDir: string, upload: string): string {
  return join(dataDir, FOLDER, upload)
}

/** How many bytes of an upload have come. */
export async function bytesCome(dataDir: string, upload: string): Promise<number> {
  return (await stat(piecesPath(dataDir, upload)).catch(() => null))?.size ?? 0
}

/** A piece: where it begins, how far it may reach, and the SHA-256 it is said to have. */
export type Piece = { offset: number; until: number; source: Readable; sha256: Buffer | null }

/**
 * Adds a piece and syncs it to the disk. Of one that breaks off, what has come is kept, unless its hash was to be
 * checked.
 * @returns how many bytes there are now.
 * @throws Refused 409 when the piece does not begin where the last one ended, 413 beyond the end, 460 when its hash
 *   is another.
 */
export async function addPiece(dataDir: string, upload: string, piece: Piece): Promise<number> {
  await mkdir(join(dataDir, FOLDER), { recursive: true, mode: 0o700 })
  const file = await open(piecesPath(dataDir, upload), 'a', 0o600)
  try {
    if ((await file.stat()).size !== piece.offset) throw overtaken()
    const { reached, whole } = await append(file, piece)
    const fits = reached <= piece.until
    if (whole || (fits && reached > piece.offset && piece.sha256 === null)) {
      await file.datasync()
      return reached
    }
    await file.truncate(piece.offset)
    if (!fits) throw beyond()
    throw new Refused(460, { code: 'damaged-piece', because: '这一段在路上损坏，正在重传。' })
  } finally {
    await file.close()
  }
}

async function append(file: FileHandle, piece: Piece): Promise<{ reached: number; whole: boolean }> {
  const hash = createHash('sha256')
  let reached = piece.offset
  try {
    for await (const chunk of piece.source as AsyncIterable<Buffer>) {
      reached += chunk.length
      if (reached > piece.until) return { reached, whole: false }
      hash.update(chunk)
      await file.write(chunk)
    }
  } catch {
    return { reached, whole: false } // the line broke: what has come counts
  }
  return { reached, whole: piece.sha256 === null || hash.digest().equals(piece.sha256) }
}

function overtaken(): Refused {
  return new Refused(409, { code: 'offset', because: '这一段接不上已收到的部分，请从已收到的位置续传。' })
}

function beyond(): Refused {
  return new Refused(413, { code: 'too-long', because: '收到的内容比文件说的长，请重新选择文件上传。' })
}

/** The SHA-256 and the first bytes of all that has come. */
export async function digestPieces(
  dataDir: string,
  upload: string,
  headBytes: number,
): Promise<{ sha256: Buffer; head: Buffer }> {
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  for await (const chunk of createReadStream(piecesPath(dataDir, upload), { highWaterMark: 1 << 20 })) {
    const bytes = chunk as Buffer
    hash.update(bytes)
    if (head.length < headBytes) head = Buffer.concat([head, bytes.subarray(0, headBytes - head.length)])
  }
  return { sha256: hash.digest(), head }
}

/** Removes an upload's bytes. */
export async function forgetPieces(dataDir: string, upload: string): Promise<void> {
  await rm(piecesPath(dataDir, upload), { force: true })
}

/** When the last bytes of an upload came; null where none have. */
export async function lastPiece(dataDir: string, upload: string): Promise<Date | null> {
  return (await stat(piecesPath(dataDir, upload)).catch(() => null))?.mtime ?? null
}
