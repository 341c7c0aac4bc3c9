import { randomUUID } from 'node:crypto'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { errorCode } from '../refusal.ts'
import { copyOnce } from './files.ts'

const SEGMENT = /^[0-9A-F]{24}$/
const HISTORY = /^[0-9A-F]{8}\.history$/

/** How long a data folder keeps its archived write-ahead log, for going back behind its newest backup. */
const KEPT = 7 * 24 * 3600 * 1000

/** Without any backup, archived log is of no use; this much is kept for a backup that is just running. */
const KEPT_WITHOUT_BACKUP = 3600 * 1000

/** Names the unbroken life of a data folder: after a restore the same log names mean other contents. */
export async function lineageOf(dataDir: string): Promise<string> {
  const path = join(dataDir, 'lineage')
  await writeFile(path, randomUUID(), { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error
  })
  return readFile(path, 'utf8')
}

/** Closes the current log file and waits until the archive has it. The mark makes sure that it is not empty. */
export async function archiveNow(admin: pg.Pool): Promise<void> {
  const closed = await admin.query<{ name: string }>(
    `select pg_walfile_name(pg_create_restore_point('yanpei backup') - 1) as name`,
  )
  await admin.query('select pg_switch_wal()')
  const name = closed.rows[0]?.name ?? ''
  for (let waited = 0; waited < 30_000; waited += 50) {
    const last = await admin.query<{ name: string | null }>(
      'select last_archived_wal as name from pg_stat_archiver',
    )
    if ((last.rows[0]?.name ?? '') >= name) return
    await delay(50)
  }
}

/** Copies archived log files from `first` on to where a backup keeps them; those already there stay. */
export async function copyArchive(archive: string, first: string, target: string): Promise<void> {
  for (const name of await archived(archive)) {
    if (HISTORY.test(name) || name >= first) await copyOnce(join(archive, name), join(target, name), true)
  }
}

/** The names of complete files in an archive (others are still being written), in their order. */
export async function archived(archive: string): Promise<string[]> {
  const names = await readdir(archive).catch(() => [])
  return names.filter((name) => SEGMENT.test(name) || HISTORY.test(name)).toSorted()
}

/** Where a data folder notes that it has been backed up. */
export function backupNote(dataDir: string): string {
  return join(dataDir, 'lineage.backed-up')
}

const EVERY_HOUR = 3600 * 1000

/** Keeps the archive short while a data folder is in use. @returns what ends it. */
export function startPruning(archive: string, dataDir: string): () => void {
  const prune = (): void => {
    // What cannot be deleted now is tried again in an hour; nothing depends on it.
    pruneArchive(archive, dataDir, new Date()).catch(() => undefined)
  }
  prune()
  const timer = setInterval(prune, EVERY_HOUR).unref()
  return () => clearInterval(timer)
}

/** Deletes archived log that nobody will ask for again. */
export async function pruneArchive(archive: string, dataDir: string, now: Date): Promise<void> {
  const backedUp = await stat(backupNote(dataDir)).catch(() => null)
  const kept = backedUp === null ? KEPT_WITHOUT_BACKUP : KEPT
  for (const name of await archived(archive)) {
    if (HISTORY.test(basename(name))) continue
    const file = await stat(join(archive, name)).catch(() => null)
    if (file !== null && now.getTime() - file.mtimeMs > kept) await rm(join(archive, name), { force: true })
  }
}
