import { createHash } from 'node:crypto'

/** The same key for the same thing: starting the demonstration again adds nothing. */
export function keyOf(what: string): string {
  const hex = createHash('sha256').update(`yanpei demo ${what}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
