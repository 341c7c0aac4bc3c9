import { hash, randomBytes } from 'node:crypto'

const BYTES = 32

/** A new session token: 32 random bytes, base64url; only its holder knows it. */
export function newToken(): string {
  return randomBytes(BYTES).toString('base64url')
}

/** What the database keeps of a token: its SHA-256, so that a stolen table opens no session. */
export function hashToken(token: string | Buffer): Buffer {
  return hash('sha256', token, 'buffer')
}
