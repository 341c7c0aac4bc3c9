import { createHmac, hash, randomBytes } from 'node:crypto'
import { keptSecret } from '#kernel/account/secrets.ts'

/** Without the letters that a hand-written code confuses. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 12
const GROUP = 4

/** What tokens of this data folder are made with: kept beside the database, not in it. */
export function tokenKey(dataDir: string): Promise<string> {
  return keptSecret(dataDir, 'questionnaireKey', () => randomBytes(32).toString('base64'))
}

/**
 * The n-th token of a door: 60 bits that follow from the key, so that a list can be printed again; the database keeps
 * their hash only. XXXX-XXXX-XXXX.
 */
export function tokenAt(key: string, door: string, n: number): string {
  const bytes = createHmac('sha256', Buffer.from(key, 'base64')).update(`${door}/${n}`).digest()
  const letters = Array.from(bytes.subarray(0, LENGTH), (byte) => LETTERS[byte % LETTERS.length])
  return letters.join('').replaceAll(new RegExp(`.{${GROUP}}(?=.)`, 'g'), '$&-')
}

/** What the database keeps of a token, as it is typed: case, hyphens and spaces do not matter. */
export function tokenHash(typed: string): Buffer {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return hash('sha256', `questionnaire ${plain}`, 'buffer')
}
