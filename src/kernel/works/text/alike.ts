/**
 * How alike texts are: by triples of words that follow one another. A text's triples are sketched by MinHash
 * (Broder 1997), of which bands are kept; works that share a band are then compared triple by triple.
 */
import { shorten } from '#lib/text.ts'
import { cutWords } from '#lib/words.ts'

const TRIPLE = 3
const BANDS = 32
const ROWS = 2
/** Shorter stretches than this many words are chance. */
const LEAST_RUN = 8

/** A text in pieces, and which of them are words: by place, and as they are compared. */
type Cut = { pieces: string[]; places: number[]; words: string[] }

const WORD = /[\p{L}\p{N}]/u

function cut(text: string): Cut {
  const pieces = cutWords(text)
  const places = pieces.flatMap((piece, at) => (WORD.test(piece) ? [at] : []))
  return { pieces, places, words: places.map((at) => (pieces[at] ?? '').normalize('NFKC').toLowerCase()) }
}

/** The hash of each triple of words, in order. */
function triples(words: readonly string[]): Uint32Array {
  const hashes = new Uint32Array(Math.max(0, words.length - TRIPLE + 1))
  for (let at = 0; at < hashes.length; at += 1)
    hashes[at] = hashOf(`${words[at]} ${words[at + 1]} ${words[at + 2]}`)
  return hashes
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** The n-th of a family of hashes of a hash (murmur3's finaliser over it with a seed). */
function mixed(hash: number, seed: number): number {
  let mix = hash ^ Math.imul(seed + 1, 0x9e3779b1)
  mix = Math.imul(mix ^ (mix >>> 16), 0x85ebca6b)
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35)
  return (mix ^ (mix >>> 16)) >>> 0
}

/** The bands of a text: two texts that have a fifth of their triples in common share one nearly always. */
export function bandsOf(text: string): number[] {
  const hashes = triples(cut(text).words)
  if (hashes.length === 0) return []
  const bands: number[] = []
  for (let band = 0; band < BANDS; band += 1) {
    let key = band
    for (let row = 0; row < ROWS; row += 1) key = mixed(key ^ least(hashes, band * ROWS + row), row)
    bands.push(key | 0) // as PostgreSQL's integer
  }
  return bands
}

function least(hashes: Uint32Array, seed: number): number {
  let found = 0xffffffff
  for (const hash of hashes) {
    const value = mixed(hash, seed)
    if (value < found) found = value
  }
  return found
}

/** How much of a text stands in another, in percent of its triples, and the longest passages of it, in its own words. */
export type Likeness = { percent: number; passages: string[] }

/** Compares a text with another one. */
export function likenessOf(text: string, other: string): Likeness {
  const whole = cut(text)
  const own = triples(whole.words)
  const there = new Set(triples(cut(other).words))
  if (own.length === 0 || there.size === 0) return { percent: 0, passages: [] }
  const found = Array.from(own, (hash) => there.has(hash))
  const percent = Math.round((100 * found.filter(Boolean).length) / own.length)
  return { percent, passages: passagesIn(whole, found) }
}

const MOST_PASSAGES = 5
const LONGEST = 120

/** The longest runs of triples found, as the text has them. */
function passagesIn({ pieces, places }: Cut, found: readonly boolean[]): string[] {
  const runs: { first: number; last: number }[] = []
  let start = -1
  for (let at = 0; at <= found.length; at += 1) {
    if (found[at] === true && start < 0) start = at
    if (found[at] !== true && start >= 0) {
      const last = at + TRIPLE - 2
      if (last - start + 1 >= LEAST_RUN) runs.push({ first: start, last })
      start = -1
    }
  }
  return runs
    .toSorted((a, b) => b.last - b.first - (a.last - a.first))
    .slice(0, MOST_PASSAGES)
    .map(({ first, last }) => shorten(pieces.slice(places[first], (places[last] ?? 0) + 1).join(''), LONGEST))
}
