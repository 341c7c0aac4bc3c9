import { hitsIn } from './concepts.ts'
import { groupsOf } from './groups.ts'
import { likenessOf } from './likeness.ts'
import type { Said } from './likeness.ts'
import { wordsOf } from './words.ts'

/** What a proposal rests on: a concept of the field with the words for it, or one word alone; in how many texts. */
export type Ground = { concept: string | null; words: string[]; texts: number }

/** Things that seem to speak of one difficulty; `loose` ones are near by their characters only and want a look. */
export type Proposal<T> = { items: T[]; loose: T[]; grounds: Ground[] }

/**
 * Below this mean likeness nothing is put together. Chosen on samples of 8 and 20 problems, where a wrong
 * companion costs people more than a missing one: 19 of 20 pairs put together are right there.
 */
const LEAST = 0.25

/** Where the things overlap; who is like nobody appears in no proposal. The largest first. */
export function propose<T extends Said>(things: readonly T[]): Proposal<T>[] {
  const groups = groupsOf(likenessOf(things), LEAST)
  const members = new Map<number, T[]>()
  for (const [at, thing] of things.entries()) {
    const group = groups[at] ?? -1
    members.set(group, [...(members.get(group) ?? []), thing])
  }
  return [...members.values()]
    .filter((items) => items.length > 1)
    .map(proposalOf)
    .toSorted((one, other) => other.items.length - one.items.length)
}

function proposalOf<T extends Said>(items: T[]): Proposal<T> {
  const texts = items.map(wholeText)
  const grounds = groundsOf(texts)
  const words = grounds.flatMap((ground) => ground.words)
  return {
    items,
    loose: items.filter((_, at) => !words.some((word) => texts[at]?.includes(word))),
    grounds,
  }
}

function wholeText({ text, below }: Said): string {
  return [text, ...below].join('\n').normalize('NFKC').toLowerCase()
}

const MOST_CONCEPTS = 3
const MOST_WORDS = 3

/** The concepts, then the other words, that more than one of the texts has. */
function groundsOf(texts: readonly string[]): Ground[] {
  const concepts = [...conceptGrounds(texts).values()].filter((ground) => ground.texts > 1)
  const chosen = concepts.toSorted((a, b) => b.texts - a.texts).slice(0, MOST_CONCEPTS)
  const told = new Set(chosen.flatMap((ground) => ground.words))
  const words = [...countBy(texts.map((text) => [...new Set(wordsOf(text))]))]
    .filter(
      ([word, count]) => count > 1 && word.length > 1 && ![...told].some((known) => known.includes(word)),
    )
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, MOST_WORDS)
  return [...chosen, ...words.map(([word, count]) => ({ concept: null, words: [word], texts: count }))]
}

function conceptGrounds(texts: readonly string[]): Map<string, Ground> {
  const grounds = new Map<string, Ground>()
  for (const text of texts) {
    const spoken = new Set<string>()
    for (const { word, concepts } of hitsIn(text)) {
      for (const concept of concepts) {
        const ground = grounds.get(concept) ?? { concept, words: [], texts: 0 }
        grounds.set(concept, ground)
        if (!ground.words.includes(word)) ground.words.push(word)
        spoken.add(concept)
      }
    }
    for (const concept of spoken) {
      const ground = grounds.get(concept)
      if (ground !== undefined) ground.texts += 1
    }
  }
  return grounds
}

function countBy(lists: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of lists.flat()) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
