import { spawn } from 'node:child_process'
import { appendFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseRefusal } from '../refusal.ts'
import type { Binaries } from './binaries.ts'
import { cleanEnvironment } from './environment.ts'
import { ownFolder, type Place } from './place.ts'
import { SUPERUSER } from './settings.ts'

/**
 * Makes the cluster if there is none. It is made beside and renamed: a killed initdb leaves a folder that
 * neither initdb nor the server accepts, and such a rest is swept away here.
 * @throws DatabaseRefusal 'initdb' with what initdb said.
 */
export async function initialise(binaries: Binaries, place: Place): Promise<void> {
  const existing = await stat(join(place.data, 'PG_VERSION')).catch(() => null)
  if (existing !== null) return
  const fresh = `${place.data}.init`
  await rm(fresh, { recursive: true, force: true })
  await ownFolder(fresh, place.runAs)
  await runInitdb(binaries, place, fresh)
  await rename(fresh, place.data)
}

// Plain C would leave Chinese out of trigram search; the built-in C.UTF-8 is the same on every machine.
const LOCALE = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--lc-collate=C',
  `--lc-ctype=${process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'}`,
]

// Segments of 4 MB: one is closed every minute of activity for the archive, and 16 MB each would be waste.
const LAYOUT = ['--data-checksums', '--wal-segsize=4', '--auth=trust', `--username=${SUPERUSER}`]

async function runInitdb(binaries: Binaries, place: Place, folder: string): Promise<void> {
  const args = ['-D', folder, ...LOCALE, ...LAYOUT, '--no-instructions']
  const child = spawn(binaries.initdb, args, {
    ...place.runAs,
    cwd: '/',
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const words = Buffer.concat(said).toString('utf8')
  await appendFile(place.log, words, { mode: 0o600 })
  if (code !== 0)
    throw new DatabaseRefusal('initdb', `数据库不能初始化。详情见 ${place.log}:\n${words.trim()}`)
}
