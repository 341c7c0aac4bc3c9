import type { FigureRef, MeasureId } from '#contract/figures.ts'
import { percent } from '../number.ts'
import type { View } from '../view.ts'
import type { Finding } from './finding.ts'
import { consume, ownPlaces, widePlaces } from './consume.ts'
import { fillers, lexicon, notAClaim, type Spoken } from './lexicon.ts'
import { agrees, type NumberToken, unitAt } from './numbers.ts'
import { leftOf, ownerBefore, type Place } from './recognise.ts'
import { contradiction } from './words.ts'

/** A per cent sign was judged: it agrees, it does not, or nobody can say. */
export type ShareVerdict = 'agrees' | 'unjudged' | Finding

/** Judges a percentage by its label, by the numbers beside it, or by what the sentence was about. */
export function judgeShare(v: View, place: Place, numbers: NumberToken[]): ShareVerdict {
  const left = leftOf(place)
  if (notAClaim.test(place.sentence)) return 'unjudged'
  if (/(?:增长|下降|提高|上升|增加|减少|降低|减)(?:了)?$/.test(left)) return judgeGrowth(v, place, numbers)
  const rate = rates.find(({ label }) => left.includes(label))
  if (rate) return judgeRate(v, place, { rate, numbers })
  return /占|比例/.test(left) ? judgePortion(v, place, numbers) : 'unjudged'
}

interface Rate {
  label: string
  part: MeasureId
  whole: MeasureId
}

const rates: Rate[] = [
  { label: '达标率', part: 'meeting', whole: 'assessed' },
  { label: '认定率', part: 'participations', whole: 'enrolled' },
  { label: '出勤率', part: 'participations', whole: 'enrolled' },
  { label: '通过率', part: 'qualification-certified', whole: 'qualification-applied' },
]

/** 达标率18%: by the numbers typed before it, else by the records of what was spoken of. */
function judgeRate(
  v: View,
  place: Place,
  { rate, numbers }: { rate: Rate; numbers: NumberToken[] },
): ShareVerdict {
  const left = leftOf(place)
  const owner = ownerBefore(v, place, left)
  const typed = typedPair(place, numbers)
  if (!owner || (typed && agrees(place.token, typed.percent))) return owner ? 'agrees' : 'unjudged'
  const pairs = ratePairs(v, { place, rate, unit: owner.code })
  if (pairs.some((pair) => follows(v, place.token, pair))) return 'agrees'
  const pair = pairs.at(-1)
  if (place.unsure || !pair || v.at(pair[1]) === 0 || !isPlainRate(v, rate, owner.left)) {
    return typed && place.unsure ? wrong(place, percent(typed.part, typed.whole), []) : 'unjudged'
  }
  return wrong(place, percent(v.at(pair[0]), v.at(pair[1])), pair)
}

/** The last two numbers of one unit before a rate: a whole, and the part of it. */
function typedPair(
  place: Place,
  numbers: NumberToken[],
): { part: number; whole: number; percent: number } | null {
  const before = numbers.filter((number) => number.end <= place.token.start && !number.percent)
  const part = before.at(-1)
  const whole = before.at(-2)
  if (!part || !whole || whole.value < part.value || whole.value === 0) return null
  if (unitAt(place.sentence, part.end) !== unitAt(place.sentence, whole.end)) return null
  return { part: part.value, whole: whole.value, percent: (100 * part.value) / whole.value }
}

/** What a rate may be of: the key beside it, else the whole, the heading's system, or a key spoken of before. */
function ratePairs(v: View, { place, rate, unit }: { place: Place; rate: Rate; unit: string }): Pair[] {
  const left = leftOf(place)
  const year = /上年|去年/.test(left) ? v.year - 1 : v.year
  const before = place.sentence.slice(0, place.token.start)
  const keys = ['urban', 'system'].flatMap((dimension) =>
    v.keys(rate.whole, dimension).map((key) => ({ dimension, key })),
  )
  const beside = keys.filter(({ key }) => left.includes(key))
  const around = keys
    .filter(({ key }) => place.head.includes(key))
    .concat(keys.filter(({ key }) => before.includes(key)))
  const chosen = beside.length > 0 ? beside : [undefined, ...around]
  return chosen.map((key): Pair => [
    { figure: rate.part, unit, year, ...key },
    { figure: rate.whole, unit, year, ...key },
  ])
}

/** Whether nothing stands beside a rate that could narrow it. */
function isPlainRate(v: View, { label, whole }: Rate, left: string): boolean {
  const keys = ['urban', 'system'].flatMap((dimension) => v.keys(whole, dimension))
  const words = [
    label,
    ...keys,
    '学分',
    '教师',
    '考勤',
    '参训',
    '上年',
    '去年',
    ...ownPlaces(v),
    ...widePlaces(v),
    ...fillers,
  ]
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  return longestFirst.reduce((text, word) => text.replaceAll(word, ''), left) === ''
}

type Pair = [part: FigureRef, whole: FigureRef]

/** 占20%: of a number before, in the whole that is named, in a larger number of its unit, or in its own figure. */
function judgePortion(v: View, place: Place, numbers: NumberToken[]): ShareVerdict {
  const before = numbers.filter((number) => number.end <= place.token.start && !number.percent)
  const part = partOf(place, before)
  if (!part) return 'unjudged'
  const wholes = wholesOf(v, place, before)
  const follows = before.some((number) =>
    wholes.some(
      (whole) => whole >= number.value && whole > 0 && agrees(place.token, (100 * number.value) / whole),
    ),
  )
  if (follows) return 'agrees'
  const whole = wholes.find((one) => one >= part.value && one > 0)
  if (whole === undefined) return 'unjudged'
  return wrong(place, percent(part.value, whole), place.carried ? [place.carried] : [])
}

/** The number whose share is told: the last one, or the total of the list that stands between. */
function partOf(place: Place, before: NumberToken[]): NumberToken | undefined {
  const list = place.sentence.slice(0, place.token.start).lastIndexOf('其中')
  const listed = before.filter((number) => number.start > list)
  return list >= 0 && listed.length > 1 ? before.findLast((number) => number.end <= list) : before.at(-1)
}

/** What the part may be a part of, likeliest first; [] when a whole is named that nobody understands. */
function wholesOf(v: View, place: Place, before: NumberToken[]): number[] {
  const part = before.at(-1)
  const unit = part ? unitAt(place.sentence, part.end) : ''
  const name = leftOf(place)
    .replace(/^.*占(?:比|到|了)?/, '')
    .replace(/的?(?:比例|比重)?(?:为|是|达到?)?的?$/, '')
  const typed = before.slice(0, -1).filter((number) => unitAt(place.sentence, number.end) === unit)
  const year = place.carried?.year ?? v.year
  if (name !== '' && !/^(?:总数|总量|总人数|全部|总体)$/.test(name)) {
    const named = lexicon.filter(({ figure }) => understands(v, figure, name))
    return named.flatMap(({ figure }) => {
      const [key] = consume(v, figure, name).keys
      return [v.at({ ...v.now(figure, key?.dimension, key?.key), year })]
    })
  }
  const ref = place.carried
  const own = ref?.key === undefined ? [] : [v.at({ figure: ref.figure, unit: ref.unit, year })]
  const staff = ref
    ? [
        v.at({ ...v.now('teachers'), unit: ref.unit, year }),
        v.at({ ...v.now('assessed'), unit: ref.unit, year }),
      ]
    : []
  return [...typed.map((number) => number.value), ...own, ...staff]
}

function understands(v: View, figure: Spoken, name: string): boolean {
  const parsed = consume(v, figure, name)
  return parsed.rest === '' && (parsed.named || parsed.keys.length === 1)
}

/** 增长8.8%: of the amounts typed beside it, or of the figure that the sentence was about. */
function judgeGrowth(v: View, place: Place, numbers: NumberToken[]): ShareVerdict {
  const before = numbers.filter((number) => number.end <= place.token.start && !number.percent)
  const typed = before.flatMap((a) => before.flatMap((b) => growthsOf(a.value, b.value)))
  if (typed.some((growth) => agrees(place.token, growth))) return 'agrees'
  const ref = place.carried
  if (!ref || !v.records.known({ ...ref, year: ref.year - 1 })) return 'unjudged'
  const [now, past] = [v.at(ref), v.at({ ...ref, year: ref.year - 1 })]
  if (past === 0) return 'unjudged'
  if (agrees(place.token, (100 * Math.abs(now - past)) / past)) return 'agrees'
  return wrong(place, percent(Math.abs(now - past), past), [ref, { ...ref, year: ref.year - 1 }])
}

/** Growth when the two are now and before, or now and the difference up or down. */
function growthsOf(now: number, other: number): number[] {
  const bases = [other, now - other, now + other].filter((base) => base > 0)
  return [
    ...(other > 0 ? [(100 * Math.abs(now - other)) / other] : []),
    ...bases.slice(1).map((base) => (100 * other) / base),
  ]
}

function follows(v: View, token: NumberToken, [part, whole]: Pair): boolean {
  return v.at(whole) > 0 && agrees(token, (100 * v.at(part)) / v.at(whole))
}

function wrong(place: Place, expected: string, refs: FigureRef[]): Finding {
  return contradiction({ kind: 'share', excerpt: place.sentence, typed: place.token.typed, expected, refs })
}
