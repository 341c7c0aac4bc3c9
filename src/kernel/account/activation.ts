import { createHash, randomInt } from 'node:crypto'

/** Without characters that are taken for one another on paper: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. */
const ALPHABET = '34679ACDEFGHJKMNPQRTWXY'
const LENGTH = 12
const GROUP = 4

/** How long a code on paper is good, in days. */
export const ACTIVATION_DAYS = 30

/** A new one-time activation code, XXXX-XXXX-XXXX: 54 random bits. */
export function newActivationCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)])
  return [0, 1, 2].map((group) => letters.slice(group * GROUP, (group + 1) * GROUP).join('')).join('-')
}

/** What is kept of a code: SHA-256 of its letters, however they were typed. */
export function hashActivationCode(typed: string): Buffer {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
  return createHash('sha256').update(letters).digest()
}
