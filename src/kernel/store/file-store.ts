import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'

/** The bytes of a file about to be kept, or where they lie; `final`: nobody writes to that file any more. */
export type Content = Buffer | { path: string; sha256: Buffer; bytes: number; final?: true }

/** Where the contents of files are kept, each under the SHA-256 of itself. Rows say who may see which. */
export type FileStore = {
  /** Keeps a content: once it resolves, neither a crash nor a power cut loses it. */
  put(sha256: Buffer, content: Content): Promise<void>
  /** @throws MissingFile when it is not there. */
  open(sha256: Buffer): Promise<Readable>
}

/** A content that a row names is not in the store. */
export class MissingFile extends Error {
  constructor(sha256: Buffer) {
    super(`file ${sha256.toString('hex')} is not in the store`)
    this.name = 'MissingFile'
  }
}

/** The address of a content: its first digits as folders, so that none grows too long. */
export function addressOf(sha256: Buffer): string {
  const hex = sha256.toString('hex')
  return `${hex.slice(0, 2)}/${hex.slice(2, 4)}/${hex}`
}

/** Size and SHA-256 of a content. */
export function measure(content: Content): { sha256: Buffer; bytes: number } {
  return Buffer.isBuffer(content)
    ? { sha256: createHash('sha256').update(content).digest(), bytes: content.length }
    : { sha256: content.sha256, bytes: content.bytes }
}
