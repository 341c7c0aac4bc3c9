import type { View } from '../view.ts'
import { fillers, keyWords, lexicon, type Spoken } from './lexicon.ts'

/** A clause taken apart: what of it is understood, and what is left. */
export interface Consumed {
  keys: { dimension: string; key: string }[]
  /** Whether one of the measure's words stands in it. */
  named: boolean
  /** What nobody understands; '' when the clause is understood wholly. */
  rest: string
}

/** Takes the words of a measure, its keys, places, years and fillers out of a clause, longest words first. */
export function consume(v: View, figure: Spoken, clause: string): Consumed {
  const found: Consumed = {
    keys: [],
    named: false,
    rest: clause.replace(/\d{4}年度?|上年|去年|\d+月\d+日/g, ''),
  }
  for (const { word, measure, key } of vocabularyOf(v, figure)) {
    if (!found.rest.includes(word)) continue
    found.rest = found.rest.replaceAll(word, '　')
    if (measure) found.named = true
    if (key && !found.keys.some((known) => known.key === key.key)) found.keys.push(key)
  }
  return { ...found, rest: found.rest.replaceAll('　', '') }
}

const vocabularies = new WeakMap<View, Map<Spoken, Word[]>>()

/** Every word understood beside a measure, longest first; gathered once for each view. */
function vocabularyOf(v: View, figure: Spoken): Word[] {
  const gathered = vocabularies.get(v) ?? new Map<Spoken, Word[]>()
  vocabularies.set(v, gathered)
  const known = gathered.get(figure)
  if (known) return known
  const words = lexicon.find((entry) => entry.figure === figure)?.words ?? []
  const vocabulary = [
    ...keysOf(v, figure),
    ...words.map((word): Word => ({ word, measure: true })),
    ...[...fillers, ...ownPlaces(v), ...widePlaces(v)].map((word): Word => ({ word })),
  ]
  const sorted = vocabulary
    .filter(({ word }) => word !== '')
    .toSorted((a, b) => b.word.length - a.word.length)
  gathered.set(figure, sorted)
  return sorted
}

interface Word {
  word: string
  measure?: boolean
  key?: { dimension: string; key: string }
}

/** Words for the document's own unit. */
export function ownPlaces(v: View): string[] {
  const last = v.place.slice(-1)
  return [v.place, v.facts.unit.name, `我${last}`, ...(v.code === v.facts.region.code ? widePlaces(v) : [])]
}

/** Words for the region. */
export function widePlaces(v: View): string[] {
  return [v.wide, v.facts.region.name, `我${v.wide.slice(-1)}`]
}

/** The dimensions that people name keys of. */
export const dimensions = [
  'kind',
  'urban',
  'stage',
  'system',
  'level',
  'category',
  'item',
  'step',
  'direction',
]

/** Every word for a key of the measure in either year. */
function keysOf(v: View, figure: Spoken): Word[] {
  return dimensions.flatMap((dimension) =>
    [v.now(figure, dimension), v.past(figure, dimension)].flatMap((ref) =>
      v.records
        .parts(ref)
        .flatMap(([key]) => (keyWords[key] ?? [key]).map((word) => ({ word, key: { dimension, key } }))),
    ),
  )
}
