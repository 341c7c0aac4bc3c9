import type { FigureRef } from '#contract/figures.ts'
import type { View } from '../view.ts'
import { comparison, fillers, keyWords, lexicon, notAClaim, type Spoken } from './lexicon.ts'
import type { NumberToken } from './numbers.ts'
import { unitAt } from './numbers.ts'

/** Where in a text a number stands. */
export interface Place {
  /** The sentence in normal form. */
  sentence: string
  /** The heading above, without number. */
  head: string
  token: NumberToken
  /** Where the number before ends; 0 at the start. */
  after: number
  /** What the number before was about. */
  carried: FigureRef | null
}

/** What a number was found to claim. */
export interface Recognised {
  ref: FigureRef
  /** The unit as written. */
  unit: string
  /** Other references that the words allow as well: agreeing with one of them is enough. */
  also: FigureRef[]
}

/**
 * Understands a number from the words around it: measure, unit, key of a dimension, year. Only when every word
 * before it is understood; null otherwise, since an unknown word may narrow what is counted.
 */
export function recognise(v: View, place: Place): Recognised | null {
  const { sentence, token } = place
  if (token.percent || notAClaim.test(sentence)) return null
  const left = leftOf(place)
  const unit = unitAt(sentence, token.end)
  if (unit === '' || comparison.test(left) || /增加|减少|提高|下降|增长|平均|人均|每/.test(left)) return null
  const year = yearBefore(v, sentence.slice(0, token.start))
  const figure = figureOf(v, { left, unit, place })
  if (year === null || figure === null) return null
  const parsed = consume(v, figure, left)
  if (parsed.rest !== '' || parsed.keys.length > 1) return null
  const partial = /其中/.test(left) && parsed.keys.length === 0
  const [key] = parsed.keys
  if (partial || (key === undefined && !parsed.named)) return null
  const ref: FigureRef = { figure, unit: v.code, year, ...key }
  return { ref, unit, also: key ? [] : underHead(v, ref, place.head) }
}

/** The text between the number and the separator or number before it. */
export function leftOf({ sentence, token, after }: Pick<Place, 'sentence' | 'token' | 'after'>): string {
  const before = sentence.slice(after, token.start)
  return before.slice(
    Math.max(...['，', '、', '：', '（', '(', ','].map((sign) => before.lastIndexOf(sign))) + 1,
  )
}

function figureOf(
  v: View,
  { left, unit, place }: { left: string; unit: string; place: Place },
): Spoken | null {
  const named = lexicon.find(
    (entry) => entry.units.includes(unit) && entry.words.some((word) => left.includes(word)),
  )
  const carried = lexicon.find((entry) => entry.figure === place.carried?.figure)
  if (carried?.units.includes(unit) && (!named || consume(v, carried.figure, left).keys.length > 0))
    return carried.figure
  if (named) return named.figure
  return unitAlone[unit] ?? null
}

/** Units that are used for one measure only. */
const unitAlone: Record<string, Spoken> = { 班次: 'activities', 学时: 'hours', 件: 'works', 对: 'mentoring' }

interface Consumed {
  keys: { dimension: string; key: string }[]
  /** Whether a word or the unit names the measure. */
  named: boolean
  rest: string
}

/** Takes out of a clause what is understood: keys, then the measure's words, then fillers and years. */
function consume(v: View, figure: Spoken, clause: string): Consumed {
  let rest = clause
  const keys: Consumed['keys'] = []
  for (const { dimension, key, word } of keyList(v, figure)) {
    if (!rest.includes(word)) continue
    rest = rest.replace(word, '')
    if (!keys.some((known) => known.key === key)) keys.push({ dimension, key })
  }
  const words = lexicon.find((entry) => entry.figure === figure)?.words ?? []
  const named = words.some((word) => rest.includes(word)) || Object.values(unitAlone).includes(figure)
  for (const word of [...words, ...byLength(fillers)]) rest = rest.replaceAll(word, '')
  rest = rest
    .replace(/\d{4}年度?|上年|去年|截至|\d+月\d+日/g, '')
    .replaceAll(v.facts.region.name, '')
    .replaceAll(v.facts.unit.name, '')
  return { keys, named, rest }
}

/** Every word for a key of the measure in either year, longest first. */
function keyList(v: View, figure: Spoken): { dimension: string; key: string; word: string }[] {
  const dimensions = ['kind', 'urban', 'stage', 'system', 'level', 'category', 'item', 'step', 'direction']
  const list = dimensions.flatMap((dimension) =>
    [v.now(figure, dimension), v.past(figure, dimension)].flatMap((ref) =>
      v.records
        .parts(ref)
        .flatMap(([key]) => (keyWords[key] ?? [key]).map((word) => ({ dimension, key, word }))),
    ),
  )
  return list.toSorted((a, b) => b.word.length - a.word.length)
}

function byLength(words: string[]): string[] {
  return words.toSorted((a, b) => b.length - a.length)
}

/** The year a sentence speaks of before the number: the document's, the one before, or null for any other. */
function yearBefore(v: View, text: string): number | null {
  const spoken = [...text.matchAll(/(\d{4})年|上年|去年|今年|本年/g)].at(-1)
  if (!spoken) return v.year
  if (spoken[0] === '上年' || spoken[0] === '去年') return v.year - 1
  const year = spoken[1] ? Number(spoken[1]) : v.year
  return year === v.year || year === v.year - 1 ? year : null
}

/** Under a heading that names a system, a total may be meant of that system alone. */
function underHead(v: View, ref: FigureRef, head: string): FigureRef[] {
  return v.records
    .parts({ ...ref, dimension: 'system' })
    .filter(([key]) => head.includes(key))
    .map(([key]) => ({ ...ref, dimension: 'system', key }))
}
