/** The facts of a round, asked: who is of a set, and how many, as numbers that open to their list. Pure. */
import type { Text } from '#kernel/document/define.ts'
import type { Listed, RoundFacts, RoundView, Which } from './define.ts'

/** Where a round's cases are listed. */
export type At = { system: string; round: string; year: number }

/** Opens a round's facts for drafting. */
export function viewRound(facts: RoundFacts, at: At): RoundView {
  const listed = (which: Which): Listed[] =>
    facts.people.filter((one) => isOf(one, which)).toSorted(inOrder(facts.categories))
  return { ...facts, listed, count: (which) => counted(listed(which).length, at, which) }
}

/** Whether somebody is of a set. */
export function isOf(one: Listed, { category, outcome, floor, fellAt, passed }: Which): boolean {
  return (
    (category === undefined || one.category === category) &&
    (outcome === undefined || one.outcome === outcome) &&
    (floor === undefined || one.ofFloor) &&
    (fellAt === undefined || (one.outcome === 'refused' && one.fellAt === fellAt)) &&
    (passed === undefined || (stands(one) && one.passed.includes(passed)))
  )
}

/** Under way or granted: nothing has put an end to it. */
export function stands({ outcome }: Listed): boolean {
  return outcome === 'open' || outcome === 'granted'
}

const zh = new Intl.Collator('zh-Hans-CN')

function inOrder(categories: readonly string[]): (a: Listed, b: Listed) => number {
  const at = ({ category }: Listed): number => categories.indexOf(category ?? '')
  return (a, b) =>
    at(a) - at(b) ||
    zh.compare(a.unit ?? '', b.unit ?? '') ||
    zh.compare(a.name, b.name) ||
    (a.number < b.number ? -1 : 1)
}

/** A number of cases, opening to them. */
function counted(count: number, at: At, which: Which): Text {
  return [{ text: String(count), opens: addressOf(at, which) }]
}

/** The page that lists a set by the same filters. */
export function addressOf({ system, round, year }: At, which: Which): string {
  const { category, outcome, floor, fellAt, passed } = which
  const query = new URLSearchParams({ system, year: String(year), round })
  if (category !== undefined) query.set('category', category)
  if (outcome !== undefined) query.set('ending', outcome)
  if (floor !== undefined) query.set('floor', 'true')
  if (fellAt !== undefined) query.set('refusedAt', fellAt)
  if (passed !== undefined) query.set('passed', passed)
  return `/cases?${query.toString()}`
}
