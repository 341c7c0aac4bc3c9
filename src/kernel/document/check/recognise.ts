import type { FigureRef } from '#contract/figures.ts'
import type { View } from '../view.ts'
import { consume, ownPlaces, widePlaces } from './consume.ts'
import { comparison, lexicon, notAClaim, type Spoken, wholeYear } from './lexicon.ts'
import { type NumberToken, unitAt } from './numbers.ts'

/** Where in a text a number stands. */
export interface Place {
  /** The sentence in normal form. */
  sentence: string
  /** The heading above, without number. */
  head: string
  token: NumberToken
  /** Where the number before ends; 0 at the start. */
  after: number
  /** What the number before was about; null when that was not understood. */
  carried: FigureRef | null
  /** Whether something not understood was spoken of before, which this number may belong to. */
  unsure: boolean
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
 * Understands a number from the words around it: whose, what, which key of a dimension, which year. Only when every
 * word before it is understood; null otherwise, since an unknown word may narrow what is counted.
 */
export function recognise(v: View, place: Place): Recognised | null {
  const { sentence, token } = place
  const left = leftOf(place)
  const unit = unitAt(sentence, token.end)
  if (token.percent || unit === '' || notAClaim.test(sentence) || isRelative(left)) return null
  const [year, owner] = [yearBefore(v, sentence.slice(0, token.start)), ownerBefore(v, place, left)]
  if (year === null || owner === null || !isAnchored(v, place, left)) return null
  const figure = figureOf(v, { left: owner.left, unit, place })
  if (figure === null) return null
  const parsed = consume(v, figure, owner.left)
  const right = rightOf(place, unit)
  const [key] = parsed.keys
  if (parsed.rest !== '' || parsed.keys.length > 1 || !isClosed(v, figure, right)) return null
  if (
    key === undefined &&
    (left.includes('其中') || !isNamed(place, { figure, unit, left, right, named: parsed.named }))
  )
    return null
  const ref: FigureRef = { figure, unit: owner.code, year, ...key }
  if (!isOnRecord(v, ref)) return null
  return { ref, unit, also: key ? [] : [...spokenOf(v, ref, place), ...underHead(v, ref, place.head)] }
}

/** Whether the measure is said: beside the number, by its unit, or before when only the year has changed since. */
function isNamed(
  place: Place,
  said: { figure: Spoken; unit: string; left: string; right: string; named: boolean },
): boolean {
  if (said.named || unitAlone[said.unit] === said.figure) return true
  const goesOn = /\d{4}年|上年|去年|今年|达到|增加到|提高到|减少到/.test(said.left)
  if (place.carried?.figure === said.figure && goesOn) return true
  return leading(said.unit, said.right)?.figure === said.figure
}

/** The measure whose word follows the unit: 1640名教师. */
function leading(unit: string, right: string) {
  return lexicon.find(
    (entry) => entry.units.includes(unit) && entry.words.some((word) => right.startsWith(word)),
  )
}

/** The text between the number and the separator or number before it. */
export function leftOf({ sentence, token, after }: Pick<Place, 'sentence' | 'token' | 'after'>): string {
  const before = sentence.slice(after, token.start)
  return before.slice(
    Math.max(...['，', '、', '：', '（', '(', ','].map((sign) => before.lastIndexOf(sign))) + 1,
  )
}

/** The text between the number's unit and the next separator. */
function rightOf({ sentence, token }: Place, unit: string): string {
  return sentence.slice(token.end + unit.length).split(/[，、：；（）(),\d]/)[0] ?? ''
}

/** Whether what follows narrows nothing: 1640人全部达标, but not 180人参加国培. */
function isClosed(v: View, figure: Spoken, right: string): boolean {
  const words = lexicon.find((entry) => entry.figure === figure)?.words ?? []
  const word = words.find((one) => right.startsWith(one)) ?? ''
  return /^(?:全部|均|都|左右)/.test(right.slice(word.length)) || consume(v, figure, right).rest === ''
}

/** Differences, rates of growth and means are not figures of their own. */
function isRelative(left: string): boolean {
  return comparison.test(left) || /增加|减少|提高|下降|增长|平均|人均|校均|每/.test(left)
}

/** Whether the number can be of the whole, and not of something that was spoken of before and not understood. */
function isAnchored(v: View, place: Place, left: string): boolean {
  const whole =
    wholeYear.test(left) || [...ownPlaces(v), ...widePlaces(v)].some((word) => left.includes(word))
  const before = place.sentence.slice(0, place.token.start - left.length).replace(/[，、：,]/g, '')
  const opens = place.after === 0 && before.replace(/\d{4}年|全年|截至|\d+月\d+日/g, '') !== ''
  return whole || !(place.unsure || (opens && !/^[（(]?(?:我.|全.)?$/.test(before)))
}

function figureOf(
  v: View,
  { left, unit, place }: { left: string; unit: string; place: Place },
): Spoken | null {
  const named = lexicon.find(
    (entry) => entry.units.includes(unit) && entry.words.some((word) => left.includes(word)),
  )
  const carried = lexicon.find((entry) => entry.figure === place.carried?.figure)
  const parsed = carried?.units.includes(unit) ? consume(v, carried.figure, left) : null
  if (carried && parsed?.rest === '' && (!named || parsed.keys.length > 0)) return carried.figure
  return named?.figure ?? unitAlone[unit] ?? byKeyAlone(v, left, unit) ?? byFollowing(v, place, unit)
}

/** The one measure of the unit of whose keys the clause consists: 名师16个 can only be titles. */
function byKeyAlone(v: View, left: string, unit: string): Spoken | null {
  const able = lexicon.filter(({ figure, units }) => {
    if (!units.includes(unit)) return false
    const parsed = consume(v, figure, left)
    return parsed.keys.length === 1 && parsed.rest === ''
  })
  return able.length === 1 ? (able[0]?.figure ?? null) : null
}

/** 全县1640名教师: the measure behind the number, where the place before it says that the whole is meant. */
function byFollowing(v: View, place: Place, unit: string): Spoken | null {
  const left = leftOf(place)
  const whole = [...ownPlaces(v), ...widePlaces(v)].some((word) => left.includes(word))
  return whole ? (leading(unit, rightOf(place, unit))?.figure ?? null) : null
}

/** Units that are used for one measure only. */
const unitAlone: Record<string, Spoken> = { 班次: 'activities', 学时: 'hours', 件: 'works', 对: 'mentoring' }

/** Whose number it is: the unit named in the clause, else before it; null when several are named. */
export function ownerBefore(v: View, place: Place, left: string): { code: string; left: string } | null {
  const region = v.facts.region
  const inClause = v.facts.units.find((unit) => left.includes(unit.name))
  if (inClause) return { code: inClause.code, left: left.replace(inClause.name, '') }
  if (ownPlaces(v).some((word) => left.includes(word))) return { code: v.code, left }
  if (widePlaces(v).some((word) => left.includes(word))) return { code: region.code, left }
  const before = place.sentence.slice(0, place.token.start)
  const named = v.facts.units.filter((unit) => before.includes(unit.name))
  if (named.length > 1) return null
  return { code: named[0]?.code ?? v.code, left }
}

/** The year a sentence speaks of before the number: the document's, the one before, or null for any other. */
function yearBefore(v: View, text: string): number | null {
  const spoken = [...text.matchAll(/(\d{4})年|上年|去年|今年|本年/g)].at(-1)
  if (!spoken) return v.year
  if (spoken[0] === '上年' || spoken[0] === '去年') return v.year - 1
  const year = spoken[1] ? Number(spoken[1]) : v.year
  return year === v.year || year === v.year - 1 ? year : null
}

/** Whether the records say anything about it; a key's absence counts as zero only where its dimension was loaded. */
function isOnRecord(v: View, ref: FigureRef): boolean {
  return v.records.known(ref) && (ref.dimension === undefined || v.records.parts(ref).length > 0)
}

/** The same of a key that the sentence spoke of before: 乡村教师926人，达标171人. */
function spokenOf(v: View, ref: FigureRef, { sentence, token }: Place): FigureRef[] {
  const figure = lexicon.find((entry) => entry.figure === ref.figure)?.figure
  if (!figure) return []
  return consume(v, figure, sentence.slice(0, token.start))
    .keys.map((key) => ({ ...ref, ...key }))
    .filter((one) => isOnRecord(v, one))
}

/** Under a heading that names a system, a total may be meant of that system alone. */
function underHead(v: View, ref: FigureRef, head: string): FigureRef[] {
  return v.records
    .parts({ ...ref, dimension: 'system' })
    .filter(([key]) => head.includes(key))
    .map(([key]) => ({ ...ref, dimension: 'system', key }))
}
