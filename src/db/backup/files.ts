import { constants } from 'node:fs'
import { chmod, copyFile, mkdir, open, readdir, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, type Entry } from './catalogue.ts'

/** What the server itself and its life belong to; a backup takes these in another way or not at all. */
const NOT_COPIED = /^(postgres(\..*)?|wal|run|log|.*\.lock|lineage(\..*)?|lost\+found)$/

/** Uploads are stored under the hash of their content, so equal paths are equal files. */
const SHARED = 'files'

/**
 * Copies what a data folder holds beside the database: uploads into a place that all backups share, the rest
 * (settings, keys) into this backup.
 * @param into the backup's folder relative to `root`.
 */
export async function copyDataFiles(dataDir: string, root: string, into: string): Promise<Entry[]> {
  const entries: Entry[] = []
  for (const path of await listFiles(dataDir)) {
    const shared = path.startsWith(`${SHARED}/`)
    const target = shared ? path : `${into}/data/${path}`
    await copyOnce(join(dataDir, path), join(root, target), shared)
    entries.push(await describe(root, target))
  }
  return entries
}

/** Puts the files of a backup back into a data folder. */
export async function restoreDataFiles(
  root: string,
  into: string,
  entries: readonly Entry[],
  dataDir: string,
): Promise<void> {
  const own = `${into}/data/`
  for (const { path } of entries) {
    const name = path.startsWith(own) ? path.slice(own.length) : path.startsWith(`${SHARED}/`) ? path : null
    if (name !== null) await copyOnce(join(root, path), join(dataDir, name), false)
  }
}

async function listFiles(folder: string, below = ''): Promise<string[]> {
  const found: string[] = []
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (below === '' && NOT_COPIED.test(entry.name)) continue
    if (entry.isDirectory()) found.push(...(await listFiles(folder, path)))
    else if (entry.isFile()) found.push(path)
  }
  return found.toSorted()
}

/** Copies by way of a temporary name, so that an interrupted copy never passes for the file. */
export async function copyOnce(from: string, to: string, keepExisting: boolean): Promise<void> {
  const existing = keepExisting ? await stat(to).catch(() => null) : null
  if (existing !== null && existing.size === (await stat(from)).size) return
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await copyFile(from, `${to}.part`, constants.COPYFILE_FICLONE)
  await chmod(`${to}.part`, 0o600)
  const file = await open(`${to}.part`, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${to}.part`, to)
}
