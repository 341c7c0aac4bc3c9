import { conceptsOf } from './concepts.ts'
import type { Likeness } from './linkage.ts'
import { addTo, products, weighted } from './vector.ts'
import type { Vector } from './vector.ts'
import { wordsOf } from './words.ts'

/** What a thing says: its own text first, then the texts that it was distilled from. */
export type Said = { text: string; below: readonly string[] }

/** How much plain words count beside concepts. */
const BY_WORDS = 0.1
/** How much the texts below count beside the own one, all together. */
const BY_BELOW = 0.5

/** How alike things are by what they speak of. */
export function likenessOf(said: readonly Said[]): Likeness {
  const concepts = products(weighted(said.map((one) => mixed(one, conceptsOf))))
  const words = products(weighted(said.map((one) => mixed(one, plainWords))))
  const of = concepts.map((value, at) => (1 - BY_WORDS) * value + BY_WORDS * (words[at] ?? 0))
  return { n: said.length, of }
}

function plainWords(text: string): Vector {
  return new Map(wordsOf(text).map((word) => [word, 1]))
}

function mixed({ text, below }: Said, read: (text: string) => Vector): Vector {
  const sum = new Map(read(text))
  for (const other of below) addTo(sum, read(other), BY_BELOW / below.length)
  return sum
}
