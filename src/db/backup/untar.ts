import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chown, mkdir, open } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { createGunzip } from 'node:zlib'
import type { RunAs } from '../embedded/place.ts'
import { DatabaseRefusal } from '../refusal.ts'
import { ByteReader } from './byte-reader.ts'

const BLOCK = 512
const FILE = '0'
const FOLDER = '5'

/**
 * Unpacks a server's base backup (gzipped ustar) into `target`, giving everything to the database's user.
 * @returns the SHA-256 of every file by its path.
 * @throws DatabaseRefusal 'backup-broken' for anything that such a backup does not contain.
 */
export async function unpack(
  archive: string,
  target: string,
  owner: RunAs | null,
): Promise<Map<string, string>> {
  const gunzip = createGunzip()
  const source = createReadStream(archive)
  source.on('error', (error) => gunzip.destroy(error))
  const reader = new ByteReader(source.pipe(gunzip))
  const hashes = new Map<string, string>()
  for (;;) {
    const entry = header(await reader.take(BLOCK))
    if (entry === null) return hashes
    const full = join(target, entry.path)
    if (entry.type === FOLDER) await mkdir(full, { recursive: true, mode: 0o700 })
    else hashes.set(entry.path, await unpackFile(reader, full, entry.size))
    await reader.take((BLOCK - (entry.size % BLOCK)) % BLOCK)
    if (owner !== null) await chown(full, owner.uid, owner.gid)
  }
}

type Header = { path: string; size: number; type: string }

/** Null for the block of zeros at the end. */
function header(block: Buffer): Header | null {
  if (block.length < BLOCK || block.every((byte) => byte === 0)) return null
  const text = (from: number, length: number): string => {
    const field = block.subarray(from, from + length)
    const end = field.indexOf(0)
    return field.toString('utf8', 0, end === -1 ? length : end)
  }
  const path = normalize(text(0, 100))
  const size = Number.parseInt(text(124, 12), 8)
  const type = text(156, 1) || FILE
  if (
    path.startsWith('..') ||
    path.startsWith('/') ||
    !Number.isSafeInteger(size) ||
    !(type === FILE || type === FOLDER)
  ) {
    throw new DatabaseRefusal(
      'backup-broken',
      `备份已损坏：其中的 ${path} 不是数据库的文件。请换用另一份备份。`,
    )
  }
  return { path: path.replace(/\/$/, ''), size: type === FOLDER ? 0 : size, type }
}

async function unpackFile(reader: ByteReader, path: string, size: number): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  const file = await open(path, 'w', 0o600)
  try {
    for await (const chunk of reader.pieces(size)) {
      hash.update(chunk)
      await file.writeFile(chunk)
    }
  } finally {
    await file.close()
  }
  return hash.digest('hex')
}
