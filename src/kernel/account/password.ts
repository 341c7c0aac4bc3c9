import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { limited } from './limited.ts'

/** OWASP's argon2id parameters: 19 MiB, two passes, one lane; about 50 ms a check here (decision 030). */
const MEMORY = 19_456
const PASSES = 2
const LANES = 1
const SALT_BYTES = 16
const TAG_BYTES = 32

/** Node hashes on the thread pool, which files need too: half of it stays free. */
const inTurn = limited(2)
const derive = promisify(argon2)

type Shape = { memory: number; passes: number; parallelism: number; salt: Buffer; tag: Buffer }

/** The argon2id hash of a password in PHC form, `$argon2id$v=19$m=…,t=…,p=…$salt$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const shape = { memory: MEMORY, passes: PASSES, parallelism: LANES, salt: randomBytes(SALT_BYTES) }
  const tag = await tagOf(password, shape, TAG_BYTES)
  return `$argon2id$v=19$m=${MEMORY},t=${PASSES},p=${LANES}$${unpadded(shape.salt)}$${unpadded(tag)}`
}

/**
 * Whether the password gives the hash. Without a hash (no such account, or not activated) the same work is done
 * against a fixed one, so that the time taken does not tell who has an account.
 */
export async function verifyPassword(password: string, phc: string | null): Promise<boolean> {
  const shape = parse(phc ?? NOBODY)
  const tag = await tagOf(password, shape, shape.tag.length)
  return timingSafeEqual(tag, shape.tag) && phc !== null
}

/** A well-formed hash of nothing: its tag is not the outcome of any known password. */
const NOBODY = `$argon2id$v=19$m=${MEMORY},t=${PASSES},p=${LANES}$${'A'.repeat(22)}$${'A'.repeat(43)}`

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

function parse(phc: string): Shape {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(phc) ?? []
  if (tag === undefined || salt === undefined) throw new TypeError('not an argon2id hash in PHC form')
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

async function tagOf(password: string, shape: Omit<Shape, 'tag'>, tagLength: number): Promise<Buffer> {
  const { memory, passes, parallelism, salt } = shape
  // the same password typed with another input method has the same code points after NFKC
  const message = Buffer.from(password.normalize('NFKC'), 'utf8')
  return inTurn(() => derive('argon2id', { message, nonce: salt, memory, passes, parallelism, tagLength }))
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
