import { isAbsolute, join, relative, resolve } from 'node:path'
import { writeFile } from 'node:fs/promises'
import type { EmbeddedServer } from './embedded/server.ts'
import { describe, writeCatalogue, type Catalogue, type Entry } from './backup/catalogue.ts'
import { copyDataFiles } from './backup/files.ts'
import { newBackup } from './backup/folder.ts'
import { exportTables } from './backup/logical.ts'
import { BASE, MANIFEST, takeBase } from './backup/physical.ts'
import { archiveNow, backupNote, copyArchive, lineageOf, pruneArchive } from './backup/wal.ts'
import type { Database } from './open.ts'
import { DatabaseRefusal } from './refusal.ts'

/** What a backup has written. `bytes` counts every file of it, shared ones too. */
export type BackupReport = { folder: string; takenAt: Date; files: number; bytes: number }

// Any number does, if it is always the same: "backup" in hexadecimal of ASCII.
const LOCK = 0x6261636b7570

/**
 * Makes a consistent copy of database, uploads and settings in a new subfolder of `root`, while everything runs.
 * An embedded database is copied with its log, so that restoring can go back to a second; an external one is
 * exported table by table from one snapshot.
 * @throws DatabaseRefusal 'backup-folder', 'backup-running'.
 */
export async function backup(db: Database, dataDir: string, root: string): Promise<BackupReport> {
  const target = resolve(root)
  refuseWithin(dataDir, target)
  const lock = await db.admin.connect()
  try {
    const got = await lock.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [LOCK])
    if (got.rows[0]?.held !== true)
      throw new DatabaseRefusal('backup-running', '另一个备份正在进行，请等它结束再试。')
    return await takeBackup(db, dataDir, target)
  } finally {
    lock.release(true) // closing the connection frees the lock
  }
}

async function takeBackup(db: Database, dataDir: string, root: string): Promise<BackupReport> {
  const takenAt = new Date()
  const name = await newBackup(root, takenAt)
  const folder = join(root, name)
  const part =
    db.embedded === null ? await exported(db, root, name) : await copied(db, db.embedded, dataDir, root, name)
  // Uploads come after the database: every row of the copy then finds its file.
  const files = [...part.files, ...(await copyDataFiles(dataDir, root, name))]
  const catalogue: Catalogue = {
    ...part,
    format: 1,
    source: resolve(dataDir),
    takenAt: new Date().toISOString(),
    files,
  }
  await writeCatalogue(folder, catalogue)
  if (db.embedded !== null) await afterPhysical(db.embedded, dataDir, takenAt)
  return { folder, takenAt, files: files.length, bytes: files.reduce((sum, file) => sum + file.size, 0) }
}

type Part = Pick<Catalogue, 'kind' | 'lineage' | 'walFrom' | 'migrations' | 'files'>

async function copied(
  db: Database,
  server: EmbeddedServer,
  dataDir: string,
  root: string,
  name: string,
): Promise<Part> {
  const lineage = await lineageOf(dataDir)
  const manifest = await takeBase(server.socket, server.place, join(root, name))
  const range = manifest['WAL-Ranges'][0]
  const first = await db.admin.query<{ name: string }>('select pg_walfile_name($1) as name', [
    range?.['Start-LSN'],
  ])
  const walFrom = first.rows[0]?.name ?? ''
  await archiveNow(db.admin)
  await copyArchive(server.place.wal, walFrom, join(root, 'wal', lineage))
  const files = [await describe(root, `${name}/${BASE}`), await describe(root, `${name}/${MANIFEST}`)]
  return { kind: 'physical', lineage, walFrom, migrations: [], files }
}

async function exported(db: Database, root: string, name: string): Promise<Part> {
  const { tables, migrations } = await exportTables(db.admin, join(root, name, 'tables'))
  const files: Entry[] = []
  for (const table of tables) files.push(await describe(root, `${name}/tables/${table}`))
  return { kind: 'logical', lineage: '', walFrom: '', migrations, files }
}

async function afterPhysical(server: EmbeddedServer, dataDir: string, takenAt: Date): Promise<void> {
  await writeFile(backupNote(dataDir), takenAt.toISOString(), { mode: 0o600 })
  await pruneArchive(server.place.wal, dataDir, takenAt)
}

/** A backup inside of what it copies would copy itself. */
function refuseWithin(dataDir: string, target: string): void {
  const path = relative(resolve(dataDir), target)
  if (path.startsWith('..') || isAbsolute(path)) return
  throw new DatabaseRefusal('backup-folder', '备份不能放在数据文件夹里面。请指定别处，最好是另一块磁盘。')
}
