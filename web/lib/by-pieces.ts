import type { Packed } from '../build/packed.ts'

type Pieces = ReadonlyMap<string, readonly [piece: string, other: string][]>

/** So many characters are looked up at once; no piece is shorter. */
const KEY = 2

/** The spellings as they were before they were packed. */
export function unpacked({ plain, chars, odd }: Packed): Record<string, string> {
  const spelled = (word: string) => [...word].map((one) => chars[one] ?? one).join('')
  return { ...odd, ...Object.fromEntries(plain.map((word) => [word, spelled(word)])) }
}

/** Orders pieces by how they begin, the longest first. */
export function sorted(pieces: Record<string, string>): Pieces {
  const found = new Map<string, [string, string][]>()
  for (const pair of Object.entries(pieces).toSorted(([a], [b]) => b.length - a.length)) {
    const key = pair[0].slice(0, KEY)
    found.set(key, [...(found.get(key) ?? []), pair])
  }
  return found
}

/**
 * A sentence with every known piece in its other spelling, the longest one at each place. What stands between the
 * pieces (names, titles, numbers) was filled in and stays as it is recorded.
 */
export function byPieces(text: string, pieces: Pieces): string {
  let said = ''
  for (let i = 0; i < text.length;) {
    const pair = pieces.get(text.slice(i, i + KEY))?.find(([piece]) => text.startsWith(piece, i))
    said += pair === undefined ? text.charAt(i) : pair[1]
    i += pair === undefined ? 1 : pair[0].length
  }
  return said
}
