import { chown, copyFile, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { findBinaries } from '../embedded/binaries.ts'
import { ownFolder, type Place } from '../embedded/place.ts'
import { RESTORE_SETTINGS } from '../embedded/settings.ts'
import { supervise } from '../embedded/supervise.ts'
import { DatabaseRefusal } from '../refusal.ts'
import { BASE, readManifest } from './physical.ts'
import { unpack } from './untar.ts'
import { archived } from './wal.ts'

const FETCHED = 'postgres.wal'
const TOO_LATE = 'recovery ended before configured recovery target was reached'

/** Unpacks a base backup into the place of a cluster that does not exist yet, and checks every file. */
export async function unpackBase(backup: string, place: Place): Promise<void> {
  await ownFolder(place.data, place.runAs)
  const hashes = await unpack(join(backup, BASE), place.data, place.runAs)
  const manifest = await readManifest(backup)
  const bad = manifest.Files.find((file) => hashes.get(file.Path) !== file.Checksum)
  if (bad === undefined) return
  throw new DatabaseRefusal('backup-broken', `备份已损坏：${bad.Path} 与清单不符。请换用另一份备份。`)
}

/** Gathers log files where the recovering server may read them; of two of the same name the first stays. */
export async function gatherLog(sources: readonly string[], place: Place): Promise<void> {
  const target = join(dirname(place.data), FETCHED)
  await ownFolder(target, place.runAs)
  for (const source of sources) {
    for (const name of await archived(source)) {
      const to = join(target, name)
      if ((await stat(to).catch(() => null)) !== null) continue
      await copyFile(join(source, name), to)
      if (place.runAs !== null) await chown(to, place.runAs.uid, place.runAs.gid)
    }
  }
}

/**
 * Lets the server replay the gathered log up to a moment, or all of it, and begin a new life from there.
 * @returns false if the log ends before that moment, with everything replayed that there is.
 */
export async function recover(place: Place, at: Date | null): Promise<boolean> {
  const reached = await replay(place, at).then(
    () => true,
    async (error: unknown) => {
      if (at === null || !(await saidTooLate(place))) throw error
      await replay(place, null)
      return false
    },
  )
  await rm(join(place.data, RESTORE_SETTINGS), { force: true })
  await rm(join(dirname(place.data), FETCHED), { recursive: true, force: true })
  return reached
}

async function replay(place: Place, at: Date | null): Promise<void> {
  const settings = [
    `restore_command = 'cp "../${FETCHED}/%f" "%p"'`,
    ...(at === null
      ? []
      : [
          `recovery_target_time = '${at.toISOString().replace('T', ' ').replace('Z', '+00')}'`,
          `recovery_target_action = 'promote'`,
        ]),
    'hot_standby = off', // answers only when the recovery is over
  ]
  await give(place, RESTORE_SETTINGS, `${settings.join('\n')}\n`)
  await give(place, 'recovery.signal', '')
  const server = await supervise(await findBinaries(place.runAs), place)
  await server.stop()
}

async function give(place: Place, name: string, text: string): Promise<void> {
  const path = join(place.data, name)
  await writeFile(path, text, { mode: 0o600 })
  if (place.runAs !== null) await chown(path, place.runAs.uid, place.runAs.gid)
}

async function saidTooLate(place: Place): Promise<boolean> {
  return (await readFile(place.log, 'utf8')).includes(TOO_LATE)
}
