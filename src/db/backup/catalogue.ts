import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { DatabaseRefusal } from '../refusal.ts'

const Entry = z.object({ path: z.string(), size: z.int(), sha256: z.string() })

const Catalogue = z.object({
  format: z.literal(1),
  kind: z.enum(['physical', 'logical']),
  takenAt: z.iso.datetime(),
  /** Physical: identifies the unbroken life of a data folder; WAL of another life does not fit. */
  lineage: z.string(),
  /** Where the data folder was, for write-ahead log newer than this backup. */
  source: z.string(),
  /** Physical: the first write-ahead log file that recovery needs. */
  walFrom: z.string(),
  /** Logical: the migrations of the exported schema, in order. */
  migrations: z.array(z.string()),
  /** Paths relative to the backup's root folder. */
  files: z.array(Entry),
})

/** One complete backup: what it is and every file of it with its hash. Written last. */
export type Catalogue = z.infer<typeof Catalogue>
/** A file of a backup; `path` is relative to the backup's root folder, `size` in bytes. */
export type Entry = z.infer<typeof Entry>

const NAME = 'catalogue.json'

/** Writes the catalogue, which makes the backup in `folder` complete. */
export async function writeCatalogue(folder: string, catalogue: Catalogue): Promise<void> {
  const path = join(folder, NAME)
  const file = await open(`${path}.part`, 'w', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(catalogue, null, 1)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.part`, path)
}

/**
 * Reads the catalogue of a backup, or answers null if the folder holds no complete one.
 * @throws DatabaseRefusal 'backup-broken'.
 */
export async function readCatalogue(folder: string): Promise<Catalogue | null> {
  const text = await readFile(join(folder, NAME), 'utf8').catch(() => null)
  if (text === null) return null
  try {
    return Catalogue.parse(JSON.parse(text))
  } catch (cause) {
    throw broken(join(folder, NAME), cause)
  }
}

/**
 * Checks that every file of a backup is there and unchanged.
 * @throws DatabaseRefusal 'backup-broken' naming the first that is not.
 */
export async function verifyCatalogue(root: string, catalogue: Catalogue): Promise<void> {
  for (const entry of catalogue.files) {
    const found = await describe(root, entry.path).catch((cause: unknown) => {
      throw broken(entry.path, cause)
    })
    if (found.size !== entry.size || found.sha256 !== entry.sha256) throw broken(entry.path)
  }
}

function broken(path: string, cause?: unknown): DatabaseRefusal {
  const words = `备份不完整或已损坏：${path} 缺失或与登记的校验值不符。请换用另一份备份。`
  return new DatabaseRefusal('backup-broken', words, { cause })
}

/** Reads a file of a backup through and states its size and SHA-256. */
export async function describe(root: string, path: string): Promise<Entry> {
  const hash = createHash('sha256')
  const full = join(root, path)
  for await (const chunk of createReadStream(full)) hash.update(chunk)
  return { path, size: (await stat(full)).size, sha256: hash.digest('hex') }
}
