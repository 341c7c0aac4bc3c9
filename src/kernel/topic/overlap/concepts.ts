import { normaliseText } from '#lib/text.ts'
import { NEAR, THESAURUS } from '../thesaurus/index.ts'
import { addTo, unit, weighted } from './vector.ts'
import type { Vector } from './vector.ts'

/** A word of a text that the thesaurus knows. */
export type Hit = { word: string; concepts: readonly string[] }

/** The longest known word by its first character. */
const LONGEST = new Map<string, number>()
for (const word of THESAURUS.keys()) {
  const first = word.slice(0, 1)
  LONGEST.set(first, Math.max(word.length, LONGEST.get(first) ?? 0))
}

/** The thesaurus' words in a text, the longest at each place; a word within another one does not count. */
export function hitsIn(text: string): Hit[] {
  const plain = normaliseText(text).toLowerCase()
  const hits: Hit[] = []
  let end = 0
  for (let at = 0; at < plain.length; at++) {
    const word = longestAt(plain, at)
    if (word === null || at + word.length <= end) continue
    hits.push({ word, concepts: THESAURUS.get(word) ?? [] })
    end = at + word.length
  }
  return hits
}

function longestAt(text: string, at: number): string | null {
  const longest = LONGEST.get(text.slice(at, at + 1)) ?? 0
  for (let length = Math.min(longest, text.length - at); length > 0; length--) {
    const word = text.slice(at, at + length)
    if (THESAURUS.has(word)) return word
  }
  return null
}

/** How much a close concept gets of a concept's weight. */
const NEARNESS = 0.5
/** How much the characters alone say beside the words that are known. */
const BY_CHARACTERS = 2
/** A hit counts by its length up to so many characters: longer words are surer. */
const SURE = 4

/**
 * What a text speaks of: the concepts of its known words, of those close to them, and those that its characters hint
 * at, since nobody lists every word (借书 is not far from 图书 and 借阅).
 */
export function conceptsOf(text: string): Vector {
  const own: Vector = new Map()
  for (const { word, concepts } of hitsIn(text)) {
    const weight = Math.min(word.length, SURE) / 3 / concepts.length
    addTo(
      own,
      concepts.map((concept) => [concept, weight] as const),
    )
  }
  addTo(own, hinted(text), BY_CHARACTERS)
  const all = new Map(own)
  for (const [concept, weight] of own) {
    addTo(
      all,
      (NEAR.get(concept) ?? []).map((near) => [near, NEARNESS * weight] as const),
    )
  }
  return all
}

/** Single characters and pairs; a pair says twice as much. */
function characters(text: string): Vector {
  const plain = normaliseText(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, ' ')
  const found: Vector = new Map()
  for (let at = 0; at < plain.length; at++) {
    const [one, two] = [plain.slice(at, at + 1), plain.slice(at, at + 2)]
    if (one !== ' ') found.set(one, 0.5)
    if (two.length === 2 && !two.includes(' ')) found.set(two, 1)
  }
  return found
}

const PROFILES = profiles()
const HINTS = 4

/** The few concepts whose words are written most like the text, by how much they stand out. */
function hinted(text: string): [string, number][] {
  const scores = new Float64Array(PROFILES.names.length)
  for (const [sign, weight] of unit(characters(text))) {
    for (const [at, value] of PROFILES.bySign.get(sign) ?? []) scores[at] = (scores[at] ?? 0) + weight * value
  }
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const least = Math.max(mean, scores.toSorted().at(-HINTS) ?? 0)
  return PROFILES.names
    .map((name, at): [string, number] => [name, scores[at] ?? 0])
    .filter(([, score]) => score >= least && score > mean)
    .map(([name, score]) => [name, score - mean])
}

type Profiles = { names: string[]; bySign: Map<string, [concept: number, weight: number][]> }

/** How each concept's words are written: for each character and pair the concepts that it speaks for. */
function profiles(): Profiles {
  const written = new Map<string, Vector>()
  for (const [word, concepts] of THESAURUS) {
    for (const concept of concepts) {
      const profile = written.get(concept) ?? new Map<string, number>()
      written.set(concept, addTo(profile, characters(word), 1 / concepts.length))
    }
  }
  // a character in many words of a concept says more of it, but not as many times more
  const damped = [...written.values()].map(
    (profile): Vector => new Map([...profile].map(([sign, weight]) => [sign, Math.log1p(weight)])),
  )
  const bySign: Profiles['bySign'] = new Map()
  for (const [at, profile] of weighted(damped).entries()) {
    for (const [sign, weight] of profile) {
      const list = bySign.get(sign) ?? []
      bySign.set(sign, list)
      list.push([at, weight])
    }
  }
  return { names: [...written.keys()], bySign }
}
