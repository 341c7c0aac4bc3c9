import type { View } from '../view.ts'
import { dimensions } from './consume.ts'
import type { Finding } from './finding.ts'
import { lexicon } from './lexicon.ts'
import { type NumberToken, sumTyped, unitAt } from './numbers.ts'

/** Figures whose keys overlap, so that their parts may exceed the whole. */
const overlapping = /参训教师|参训人数|教师[^，。；]*人(?:，|；)?其中.*(?:参加|参训)|未达到|未达标/

/**
 * Lists of parts in a sentence that do not add up to the total they follow or precede:
 * 获奖183项，其中国家级16项、省级34项、州级123项. A list that says 等 or 主要, or that the records show to leave keys
 * out, is open and may fall short.
 */
export function checkParts(v: View, sentence: string, numbers: NumberToken[]): Finding[] {
  return totalsOf(sentence, numbers).flatMap(({ total, parts, span }) => {
    const added = sumTyped(parts.map((part) => part.value))
    const tolerance = total.tolerance + parts.reduce((all, part) => all + part.tolerance, 0)
    if (Math.abs(added - total.value) <= tolerance + 1e-9 || overlapping.test(span)) return []
    if (
      added < total.value &&
      isOpen(
        v,
        { span, unit: unitAt(sentence, total.end), before: sentence.slice(0, total.start) },
        parts.length,
      )
    )
      return []
    return [finding(sentence, { total, parts, added })]
  })
}

interface Listed {
  total: NumberToken
  parts: NumberToken[]
  /** The text of the list. */
  span: string
}

/** Totals with the numbers listed for them. */
function totalsOf(sentence: string, numbers: NumberToken[]): Listed[] {
  const behind = numbers.map((_, index) => backward(sentence, numbers, index))
  return [...forward(sentence, numbers), ...behind.filter((listed) => listed !== null)].filter(
    ({ parts }) => parts.length >= 2,
  )
}

const opener = /其中|包括|包含|分别为|分别是|按[^，。]{1,8}分|[（(：:]/g

/** 183项，与上年持平，其中A16项、B34项: numbers of one unit behind an opening word, and the last of that unit before it. */
function forward(sentence: string, numbers: NumberToken[]): Listed[] {
  // a part of one list is not the total of the next: 学前211人…、中职48人；按所在地分，城区267人…
  const listed = new Set<NumberToken>()
  return [...sentence.matchAll(opener)].flatMap((opened) => {
    const from = opened.index + opened[0].length
    const first = numbers.findIndex((number) => number.start >= from)
    const start = numbers[first]
    if (!start || start.start - from > 16) return []
    const unit = unitAt(sentence, start.end)
    const total = numbers
      .slice(0, first)
      .findLast((number) => !listed.has(number) && canBeTotal(sentence, number, unit))
    if (unit === '' || !total) return []
    const parts = run(sentence, numbers.slice(first), unit)
    for (const part of parts.length < 2 ? [] : parts) listed.add(part)
    return [{ total, parts, span: sentence.slice(total.start, (parts.at(-1)?.end ?? total.end) + 6) }]
  })
}

/** A number of the unit that is not itself a difference. */
function canBeTotal(sentence: string, number: NumberToken, unit: string): boolean {
  const left = sentence.slice(Math.max(0, number.start - 6), number.start)
  return (
    !number.percent && unitAt(sentence, number.end) === unit && !/增加|减少|增|减|上年的?|去年/.test(left)
  )
}

/** A16项、B34项，合计50项: the same before a total. */
function backward(sentence: string, numbers: NumberToken[], index: number): Listed | null {
  const total = numbers[index]
  if (!total || !/(?:共计|合计|总计|共)$/.test(sentence.slice(0, total.start))) return null
  const unit = unitAt(sentence, total.end)
  const before = numbers.slice(0, index).toReversed()
  const parts: NumberToken[] = []
  let next = total
  for (const token of before) {
    const between = sentence.slice(token.end + unit.length, next.start)
    if (
      token.percent ||
      unitAt(sentence, token.end) !== unit ||
      /[。；]/.test(between) ||
      (parts.length > 0 && !/[、和]/.test(between))
    )
      break
    parts.push(token)
    next = token
  }
  return { total, parts, span: sentence.slice(parts.at(-1)?.start ?? total.start, total.end) }
}

/** Numbers of the unit from the start of a list to its end. */
function run(sentence: string, numbers: NumberToken[], unit: string): NumberToken[] {
  const parts: NumberToken[] = []
  for (const token of numbers) {
    const last = parts.at(-1)
    const between = last ? sentence.slice(last.end, token.start) : ''
    if (token.percent || unitAt(sentence, token.end) !== unit) break
    if (
      last &&
      (!/[、，和及]/.test(between) || /[；。）)]/.test(between) || /比|较|上年|增|减|占/.test(between))
    )
      break
    parts.push(token)
  }
  return parts
}

/** Whether a list leaves something out by its own words, or by the records' keys of what is counted. */
function isOpen(v: View, list: { span: string; unit: string; before: string }, parts: number): boolean {
  if (/等|主要|仅|只差/.test(list.span)) return true
  const able = lexicon.filter((entry) => entry.units.includes(list.unit))
  const named = able.filter((entry) => entry.words.some((word) => list.before.includes(word)))
  return (named.length > 0 ? named : able).some(({ figure }) =>
    dimensions.some((dimension) => {
      const keys = v.keys(figure, dimension)
      const listed = keys.filter((key) => list.span.includes(key))
      return listed.length === parts && keys.length > listed.length
    }),
  )
}

function finding(
  sentence: string,
  { total, parts, added }: { total: NumberToken; parts: NumberToken[]; added: number },
): Finding {
  const unit = unitAt(sentence, total.end)
  const list = parts.map((part) => part.typed).join(' + ')
  return {
    kind: 'parts',
    excerpt: sentence,
    typed: `${total.typed}${unit}`,
    expected: `${added}${unit}`,
    refs: [],
    why: `各部分相加（${list}）为${added}${unit}，与总数${total.typed}${unit}不符。请核对总数和各部分，使其相等；部分没有列全的，请在末尾写“等”。`,
  }
}
