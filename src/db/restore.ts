import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { localTimeOf } from '#lib/dates.ts'
import { verifyCatalogue } from './backup/catalogue.ts'
import { restoreDataFiles } from './backup/files.ts'
import { findBackups, type Backup } from './backup/folder.ts'
import { gatherLog, recover, unpackBase } from './backup/recover.ts'
import { restoreLogical } from './backup/restore-logical.ts'
import { findCluster, preparePlace, type Place } from './embedded/place.ts'
import { DatabaseRefusal } from './refusal.ts'

/** What was restored. `complete` is false when the log ended before the wanted moment. */
export type RestoreReport = { takenAt: Date; at: Date | null; complete: boolean }

/** How to restore. */
export type RestoreOptions = {
  /** Go on from the backup to this moment, to the second; needs an embedded database. */
  at?: Date | undefined
  /** Restore an export into this empty database. */
  databaseUrl?: string | undefined
}

/**
 * Restores a backup folder into an empty data folder (and an empty database, for an export). Every file is
 * checked against the catalogue first.
 * @throws DatabaseRefusal with what is wrong and what to do, in Chinese; nothing has been replaced then.
 */
export async function restore(
  dataDir: string,
  from: string,
  options: RestoreOptions = {},
): Promise<RestoreReport> {
  await refuseUnlessEmpty(dataDir)
  const { root, backups } = await findBackups(resolve(from))
  const at = options.at ?? null
  const chosen = choose(backups, at)
  const { kind } = chosen.catalogue
  if ((kind === 'logical') !== Boolean(options.databaseUrl)) throw wrongKind(kind)
  if (kind === 'logical' && at !== null) throw noMoment()
  await verifyCatalogue(root, chosen.catalogue)
  await mkdir(dataDir, { recursive: true, mode: 0o711 })
  const complete = await bringBack(resolve(dataDir), root, chosen, options)
  return { takenAt: new Date(chosen.catalogue.takenAt), at, complete }
}

/** The folder was empty before: what a failed attempt has put there would only be in the way of the next. */
async function bringBack(
  dataDir: string,
  root: string,
  chosen: Backup,
  options: RestoreOptions,
): Promise<boolean> {
  try {
    const complete = options.databaseUrl
      ? await restoreLogical(options.databaseUrl, chosen)
      : await restorePhysical(dataDir, root, chosen, options.at ?? null)
    await restoreDataFiles(root, basename(chosen.folder), chosen.catalogue.files, dataDir)
    return complete
  } catch (error) {
    const { data } = await findCluster(dataDir)
    await rm(`${data}.restore`, { recursive: true, force: true })
    for (const name of await readdir(dataDir)) await rm(join(dataDir, name), { recursive: true, force: true })
    throw error
  }
}

async function refuseUnlessEmpty(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch(() => [])
  if (names.length === 0) return
  throw new DatabaseRefusal(
    'not-empty',
    `数据文件夹 ${dataDir} 不是空的。恢复不会覆盖现有数据：请先把它移到别处，或用 --data 指定一个新文件夹。`,
  )
}

/** The newest backup, or the newest that was complete at the wanted moment. */
function choose(backups: readonly Backup[], at: Date | null): Backup {
  const chosen = backups.findLast((one) => at === null || new Date(one.catalogue.takenAt) <= at)
  if (chosen !== undefined) return chosen
  // Shown to the second, so rounded up: what is shown can be asked for.
  const earliest = new Date(new Date(backups[0]?.catalogue.takenAt ?? 0).getTime() + 999)
  throw new DatabaseRefusal(
    'too-early',
    `最早只能恢复到 ${localTimeOf(earliest)}（第一份备份完成之时）。请给出更晚的时间。`,
  )
}

function wrongKind(kind: 'physical' | 'logical'): DatabaseRefusal {
  return kind === 'logical'
    ? new DatabaseRefusal(
        'kind',
        '这是外部数据库的导出备份。请设置 DATABASE_URL，指向一个空的数据库，再恢复。',
      )
    : new DatabaseRefusal(
        'kind',
        '这是内置数据库的备份，不能恢复到 DATABASE_URL 的服务器。请取消 DATABASE_URL 再恢复。',
      )
}

function noMoment(): DatabaseRefusal {
  return new DatabaseRefusal(
    'no-moment',
    '导出备份只能恢复到备份之时；回到任意时刻要用外部数据库服务器自己的备份。请去掉 --at 再恢复。',
  )
}

async function restorePhysical(
  dataDir: string,
  root: string,
  chosen: Backup,
  at: Date | null,
): Promise<boolean> {
  const place = await preparePlace(dataDir)
  // Recovered beside and renamed: an interrupted restore never looks like a database.
  const growing: Place = { ...place, data: `${place.data}.restore` }
  await unpackBase(chosen.folder, growing)
  if (at !== null) await gatherLog(await logSources(root, chosen), growing)
  const complete = await recover(growing, at)
  await rename(growing.data, place.data)
  return complete
}

/** The backup folder's own log, then what the original data folder still has, even if it was moved aside. */
async function logSources(root: string, { catalogue }: Backup): Promise<string[]> {
  const sources = [join(root, 'wal', catalogue.lineage)]
  const parent = dirname(catalogue.source)
  for (const name of await readdir(parent).catch(() => [])) {
    const folder = join(parent, name)
    const lineage = await readFile(join(folder, 'lineage'), 'utf8').catch(() => null)
    if (lineage !== catalogue.lineage) continue
    const cluster = await findCluster(folder)
    sources.push(cluster.wal, join(cluster.data, 'pg_wal'))
  }
  return sources
}
