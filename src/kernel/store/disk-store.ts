import { createReadStream } from 'node:fs'
import { copyFile, link, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { newId } from '#lib/ids.ts'
import { addressOf, MissingFile, type Content, type FileStore } from './file-store.ts'

/** Files in the folder `files` of a data folder: the default. */
export function diskStore(dataDir: string): FileStore {
  const pathOf = (sha256: Buffer): string => join(dataDir, 'files', addressOf(sha256))
  return {
    put: (sha256, content) => put(pathOf(sha256), content),
    open: async (sha256) => {
      const path = pathOf(sha256)
      if ((await stat(path).catch(() => null)) === null) throw new MissingFile(sha256)
      return createReadStream(path)
    },
  }
}

/** Writes, syncs, renames, syncs the folder: after a power cut the file is there whole or not at all. */
async function put(path: string, content: Content): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = `${path}.${newId()}`
  try {
    await bring(temporary, content)
    await syncFile(temporary, content)
    await rename(temporary, path)
    await syncFolder(folder)
  } finally {
    await rm(temporary, { force: true })
  }
}

async function bring(temporary: string, content: Content): Promise<void> {
  if (Buffer.isBuffer(content)) return
  const linked = content.final === true && (await link(content.path, temporary).then(yes, no))
  if (!linked) await copyFile(content.path, temporary)
}

const yes = (): boolean => true
/** Another disk, or one that knows no links. */
const no = (): boolean => false

async function syncFile(temporary: string, content: Content): Promise<void> {
  const handle = await open(temporary, Buffer.isBuffer(content) ? 'w' : 'r+', 0o600)
  try {
    if (Buffer.isBuffer(content)) await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
