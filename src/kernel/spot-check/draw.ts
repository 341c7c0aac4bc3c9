import { createHash } from 'node:crypto'

/** One activity in the order of a draw. */
export type Drawn = { id: string; place: number; chosen: boolean; digest: string }

/**
 * Draws `percent` of a hundred of what is given, rounded up. The order is that of sha256(seed:id) in hexadecimal, so
 * that anybody with the seed and the list gets the same, with any tool that knows SHA-256.
 */
export function draw(seed: string, ids: readonly string[], percent: number): Drawn[] {
  const most = Math.ceil((ids.length * percent) / 100)
  return ids
    .map((id) => ({ id, digest: digestOf(seed, id) }))
    .toSorted((a, b) => (a.digest < b.digest ? -1 : 1))
    .map((one, index) => ({ ...one, place: index + 1, chosen: index < most }))
}

/** What an activity is ordered by. */
export function digestOf(seed: string, id: string): string {
  return createHash('sha256').update(`${seed}:${id}`).digest('hex')
}

/** What the order of a draw rests on: the secret of its plan and the number drawn in public, so that neither alone decides. */
export function seedOf(secret: string, number: string): string {
  return createHash('sha256').update(`${secret}:${number}`).digest('hex')
}
