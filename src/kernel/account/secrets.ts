import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { limited } from './limited.ts'

const FILE = 'settings.json'
const KEY_NAME = 'secondFactorKey'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const CIPHER = 'aes-256-gcm'

const oneAtATime = limited(1)

/**
 * The key that second factors are encrypted with: kept in the data folder beside the database, not in it, so that a
 * copy of the database alone opens nobody's. Made on first use, readable by the server's user only.
 */
export async function secretKey(dataDir: string): Promise<Buffer> {
  const kept = await keptSecret(dataDir, KEY_NAME, () => randomBytes(KEY_BYTES).toString('base64'))
  return Buffer.from(kept, 'base64')
}

/** A secret of the data folder by its name: made on first use, and the same ever after. */
export function keptSecret(dataDir: string, name: string, make: () => string): Promise<string> {
  return oneAtATime(async () => {
    const settings = await readSettings(dataDir)
    const known = settings[name]
    if (typeof known === 'string') return known
    const made = make()
    await writeSettings(dataDir, { ...settings, [name]: made })
    return made
  })
}

async function readSettings(dataDir: string): Promise<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(await readFile(join(dataDir, FILE), 'utf8'))
    if (typeof read === 'object' && read !== null) return { ...read }
    throw new TypeError(`${FILE} is not an object`)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw error
  }
}

/** Written beside and renamed: a power cut leaves the old file or the new one. */
async function writeSettings(dataDir: string, settings: object): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const draft = join(dataDir, `${FILE}.${randomUUID()}`)
  try {
    await writeFile(draft, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600, flush: true })
    await rename(draft, join(dataDir, FILE))
  } finally {
    await rm(draft, { force: true })
  }
}

/** Encrypts a text for one owner; the result in base64 opens with the same key and owner only. */
export function seal(key: Buffer, owner: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/**
 * What `seal` made for this owner.
 * @throws Error when it was changed, is another owner's or sealed with another key.
 */
export function unseal(key: Buffer, owner: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES))
  decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
    'utf8',
  )
}
