import { readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Client, type ClientConfig } from 'pg'
import * as z from 'zod'
import { ownFolder, type Place } from '../embedded/place.ts'
import { SUPERUSER } from '../embedded/settings.ts'
import { errorCode } from '../refusal.ts'
import { copyOnce } from './files.ts'

/** The names of a physical backup's two files. */
export const BASE = 'base.tar.gz'
export const MANIFEST = 'backup_manifest'

const Manifest = z.object({
  Files: z.array(z.object({ Path: z.string(), Size: z.int(), Checksum: z.string() })),
  'WAL-Ranges': z.array(z.object({ Timeline: z.int(), 'Start-LSN': z.string() })),
})
/** PostgreSQL's own list of the files of a base backup. */
export type Manifest = z.infer<typeof Manifest>

const LONGEST = 6 * 3600 * 1000

/**
 * Lets the running server copy itself: a base backup with the log it needs, packed, with a manifest of hashes.
 * The server writes beside its own folder, where it may write, and the result is moved to `target`.
 */
export async function takeBase(socket: string, place: Place, target: string): Promise<Manifest> {
  const staging = join(dirname(place.data), 'postgres.backup')
  await rm(staging, { recursive: true, force: true })
  await ownFolder(staging, place.runAs)
  try {
    await baseBackup(socket, staging)
    for (const name of [BASE, MANIFEST]) await move(join(staging, name), join(target, name))
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
  return readManifest(target)
}

async function baseBackup(socket: string, folder: string): Promise<void> {
  const config: ClientConfig & { replication: string } = {
    host: socket,
    user: SUPERUSER,
    replication: 'true',
    connectionTimeoutMillis: 5000,
    query_timeout: LONGEST,
  }
  const client = new Client(config)
  await client.connect()
  try {
    await client.query(
      `BASE_BACKUP (LABEL 'yanpei', TARGET 'server', TARGET_DETAIL ${client.escapeLiteral(folder)}, CHECKPOINT 'fast',
        WAL true, COMPRESSION 'gzip', COMPRESSION_DETAIL 'level=1', MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')`,
    )
  } finally {
    await client.end()
  }
}

/** Renames, or copies to another file system; the copy belongs to whoever makes the backup. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') throw error
    await copyOnce(from, to, false)
  }
}

/** Reads the manifest of a base backup. */
export async function readManifest(folder: string): Promise<Manifest> {
  return Manifest.parse(JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')))
}
