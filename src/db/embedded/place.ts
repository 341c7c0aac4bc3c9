import { createHash } from 'node:crypto'
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readlink,
  realpath,
  rm,
  stat,
  symlink,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, parse } from 'node:path'
import { DatabaseRefusal, errorCode } from '../refusal.ts'

/** The unprivileged user that runs PostgreSQL when we are root: PostgreSQL refuses to run as root. */
export type RunAs = { uid: number; gid: number }

/** Where the cluster's parts are. `home` is the data folder itself, unless another user must reach it. */
export type Place = {
  data: string
  wal: string
  socket: string
  log: string
  lock: string
  instanceLock: string
  runAs: RunAs | null
}

const NOBODY: RunAs = { uid: 65534, gid: 65534 }
const LONGEST_SOCKET_FOLDER = 85

/** Root's place for what another user has to reach although the chosen folder is closed to others. */
export const SYSTEM_HOME = '/var/lib/yanpei'

/** The user to run PostgreSQL as: null means ourselves. */
export function userToRunAs(): RunAs | null {
  return process.getuid?.() === 0 ? NOBODY : null
}

/**
 * Prepares the folders of an embedded cluster below `dataDir` (made when missing) and says where they are.
 * @throws DatabaseRefusal when the folder cannot be used.
 */
export async function preparePlace(dataDir: string): Promise<Place> {
  const runAs = userToRunAs()
  await makeDataFolder(dataDir)
  const root = await realpath(dataDir)
  const home = await clusterHome(root, runAs)
  const wal = join(home, 'wal')
  await ownFolder(wal, runAs)
  await mkdir(join(root, 'log'), { recursive: true, mode: 0o700 })
  return {
    data: join(home, 'postgres'),
    wal,
    socket: socketFolder(home),
    log: join(root, 'log', 'postgres.log'),
    lock: await lockFile(join(home, 'postgres.lock'), runAs),
    instanceLock: join(root, 'instance.lock'),
    runAs,
  }
}

/** Where an existing data folder has its cluster and its archive; nothing is made. */
export async function findCluster(dataDir: string): Promise<{ data: string; wal: string }> {
  const link = await linkTarget(join(dataDir, 'postgres'))
  const home = link === null ? dataDir : dirname(link)
  return { data: join(home, 'postgres'), wal: join(home, 'wal') }
}

async function makeDataFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o711 })
  } catch (cause) {
    throw new DatabaseRefusal(
      'data-folder',
      `不能建立数据文件夹 ${dataDir}。请检查路径和权限，或用 --data 指定别处。`,
      { cause },
    )
  }
}

async function clusterHome(root: string, runAs: RunAs | null): Promise<string> {
  const link = await linkTarget(join(root, 'postgres'))
  if (link !== null) return dirname(link)
  if (runAs === null || (await enterable(root))) return root
  return moveAside(root)
}

async function linkTarget(path: string): Promise<string | null> {
  const found = await lstat(path).catch(() => null)
  if (found === null || !found.isSymbolicLink()) return null
  const target = await readlink(path)
  const reachable = await stat(dirname(target)).catch(() => null)
  if (reachable !== null) return target
  throw new DatabaseRefusal(
    'cluster-missing',
    `数据文件夹里的 postgres 指向 ${target}，但那里已经没有数据库。请把它放回原处，或从备份恢复（./yanpei restore）。`,
  )
}

/** Opens an own, new or known folder for passing through (not for listing) if that is all that is missing. */
async function enterable(root: string): Promise<boolean> {
  if (await othersCanEnter(root)) return true
  const names = await readdir(root)
  const ours = names.length === 0 || names.includes('postgres') || names.includes('instance.lock')
  if (!ours || !(await othersCanEnter(dirname(root)))) return false
  const { mode } = await stat(root)
  await chmod(root, (mode & 0o777) | 0o011)
  return true
}

/** The name is made anew each time: a data folder deleted and made again must not find its former cluster. */
async function moveAside(root: string): Promise<string> {
  await mkdir(SYSTEM_HOME, { recursive: true, mode: 0o755 })
  const home = await mkdtemp(join(SYSTEM_HOME, `${basename(root)}-`))
  await chmod(home, 0o711)
  await symlink(join(home, 'postgres'), join(root, 'postgres'))
  return home
}

/** True when a user without rights of its own can pass through every folder down to `path`. */
export async function othersCanEnter(path: string): Promise<boolean> {
  const { mode } = await stat(path)
  if ((mode & 0o001) === 0) return false
  return path === parse(path).root || othersCanEnter(dirname(path))
}

/** Makes a folder that only the database's user may enter. */
export async function ownFolder(path: string, runAs: RunAs | null): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  if (runAs !== null) await chown(path, runAs.uid, runAs.gid)
  await chmod(path, 0o700).catch((cause: unknown) => {
    if (errorCode(cause) === 'EPERM') refuseForeign(path, cause)
    throw cause
  })
}

function refuseForeign(path: string, cause?: unknown): never {
  throw new DatabaseRefusal(
    'other-owner',
    `${path} 属于另一个系统用户。请用当初建立它的用户运行，或用 --data 指定别的数据文件夹。`,
    { cause },
  )
}

/** A socket's path is limited to about 100 bytes, so deep data folders get theirs in the temporary folder. */
function socketFolder(home: string): string {
  const near = join(home, 'run')
  if (Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER) return near
  return join(tmpdir(), `yanpei-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`)
}

/** The database's user opens the lock file itself, but may not make files in our folder. */
async function lockFile(path: string, runAs: RunAs | null): Promise<string> {
  await (await open(path, 'a', 0o600)).close()
  if (runAs !== null) await chown(path, runAs.uid, runAs.gid)
  return path
}

/**
 * Empties the socket folder before a start: a dead server leaves its socket and lock file behind.
 * @throws DatabaseRefusal if somebody else made a folder of this name.
 */
export async function clearSocketFolder(place: Place): Promise<void> {
  const found = await lstat(place.socket).catch(() => null)
  const owners = [process.getuid?.(), place.runAs?.uid]
  if (found !== null && !(found.isDirectory() && owners.includes(found.uid))) refuseForeign(place.socket)
  await ownFolder(place.socket, place.runAs)
  const names = await readdir(place.socket)
  for (const name of names) await rm(join(place.socket, name), { force: true })
}
