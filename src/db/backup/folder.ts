import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { DatabaseRefusal } from '../refusal.ts'
import { readCatalogue, type Catalogue } from './catalogue.ts'

const MARK = 'yanpei-backup.txt'
const WORDS =
  '研培备份文件夹。每个以时间命名的子文件夹是一份备份；用 ./yanpei restore 恢复，请勿改动其中的文件。\n'
const STAMP = /^\d{8}T\d{6}\d{3}Z$/

/** A complete backup within a backup folder. */
export type Backup = { folder: string; catalogue: Catalogue }

/**
 * Makes the folder for a new backup below `root`, which has to be empty, absent or a backup folder of ours.
 * Rests of interrupted backups are swept away.
 * @returns the name of the new folder, a time like 20261121T203409123Z.
 * @throws DatabaseRefusal 'backup-folder'.
 */
export async function newBackup(root: string, now: Date): Promise<string> {
  await mkdir(root, { recursive: true, mode: 0o700 })
  const names = await readdir(root)
  if (names.length > 0 && !names.includes(MARK)) {
    throw new DatabaseRefusal(
      'backup-folder',
      `${root} 不是空文件夹，也不是以前的备份。请指定一个空文件夹，或以前备份用过的文件夹。`,
    )
  }
  await writeFile(join(root, MARK), WORDS, { mode: 0o600 })
  for (const name of names) if (STAMP.test(name)) await sweepIncomplete(join(root, name))
  const name = now.toISOString().replaceAll(/[-:.]/g, '')
  await mkdir(join(root, name), { mode: 0o700 })
  return name
}

async function sweepIncomplete(folder: string): Promise<void> {
  if ((await readCatalogue(folder)) === null) await rm(folder, { recursive: true, force: true })
}

/**
 * The complete backups in a backup folder, oldest first; or the one whose own subfolder is given.
 * @throws DatabaseRefusal 'no-backup' if there is none.
 */
export async function findBackups(path: string): Promise<{ root: string; backups: Backup[] }> {
  const single = STAMP.test(basename(path)) ? await readCatalogue(path) : null
  if (single !== null) return { root: dirname(path), backups: [{ folder: path, catalogue: single }] }
  return { root: path, backups: await listBackups(path) }
}

async function listBackups(root: string): Promise<Backup[]> {
  const known = await stat(root).catch(() => null)
  const names = known?.isDirectory() === true ? await readdir(root) : []
  const found: Backup[] = []
  for (const name of names.filter((one) => STAMP.test(one)).toSorted()) {
    const catalogue = await readCatalogue(join(root, name))
    if (catalogue !== null) found.push({ folder: join(root, name), catalogue })
  }
  if (found.length > 0) return found
  throw new DatabaseRefusal('no-backup', `${root} 里没有完整的备份。请指定 ./yanpei backup 写过的文件夹。`)
}
