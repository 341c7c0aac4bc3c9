import type * as z from 'zod'
import type { tryPolicy as route } from '#contract/credit.ts'
import type { Work } from '../call.ts'
import { standingOf as judge, type Due } from './decide.ts'
import type { PolicyRule } from './define.ts'
import { Policies } from './policies.ts'
import type { PolicyInput } from './policy.ts'
import { standingRows, type StandingRow } from './read.ts'
import { dueUnder } from './service.ts'

type Reply = z.input<NonNullable<(typeof route)['reply']>>

/** How one person stood, and would have stood. */
type Judged = { row: StandingRow; was: boolean; would: boolean; short: string[]; wouldBeShort: string[] }

/**
 * How a policy would have fallen on the year before: attendance and hours as they were, recognised and credited anew.
 * Nothing is kept.
 */
export async function tryPolicy(work: Work, year: number, rows: readonly PolicyInput[]): Promise<Reply> {
  const last = year - 1
  const rules = rows.map((row) => ruleOf(row, last))
  const balances = balancesOf(await dueUnder(work, last, new Policies(rules)))
  const { policy, rows: people } = await standingRows(work, last, null)
  const judged = people.map((row) => judgedOf(row, policy, rules, balances.get(row.id) ?? new Map()))
  const categories = [...new Set([...policy, ...rules].map(({ category }) => category))]
  return {
    year: last,
    assessed: judged.length,
    was: judged.filter(({ was }) => was).length,
    would: judged.filter(({ would }) => would).length,
    categories: categories.map((category) => ({
      category,
      short: judged.filter(({ short }) => short.includes(category)).length,
      wouldBeShort: judged.filter(({ wouldBeShort }) => wouldBeShort.includes(category)).length,
    })),
    units: unitsOf(judged),
  }
}

function ruleOf(
  { category, required, hoursPerCredit, ceiling, leastRate }: PolicyInput,
  year: number,
): PolicyRule {
  return {
    year,
    category,
    required: String(required),
    hoursPerCredit: String(hoursPerCredit),
    ceiling: ceiling === null ? null : String(ceiling),
    leastRate: String(leastRate),
  }
}

/** Credits of each person by category; added in hundredths, so that sums are exact. */
function balancesOf(due: readonly Due[]): Map<string, Map<string, string>> {
  const people = new Map<string, Map<string, string>>()
  for (const { person, category, amount } of due) {
    const held = people.get(person) ?? new Map<string, string>()
    held.set(category, String((hundredths(held.get(category) ?? '0') + hundredths(amount)) / 100))
    people.set(person, held)
  }
  return people
}

function hundredths(amount: string): number {
  return Math.round(Number(amount) * 100)
}

function judgedOf(
  row: StandingRow,
  policy: readonly PolicyRule[],
  rules: readonly PolicyRule[],
  balances: ReadonlyMap<string, string>,
): Judged {
  const would = judge(rules, balances)
  return {
    row,
    was: row.meets,
    would: would.meets,
    short: policy.flatMap(({ category }, i) => ((row.gaps[i] ?? 0) > 0 ? [category] : [])),
    wouldBeShort: would.categories.filter(({ gap }) => gap > 0).map(({ category }) => category),
  }
}

/** Where it would change most stands first. */
function unitsOf(judged: readonly Judged[]): Reply['units'] {
  const byUnit = Map.groupBy(judged, ({ row }) => row.countsAt)
  const units = [...byUnit.values()].map((people) => ({
    unit: { code: people[0]?.row.countsAt ?? '', name: people[0]?.row.unitName ?? '' },
    assessed: people.length,
    was: people.filter(({ was }) => was).length,
    would: people.filter(({ would }) => would).length,
  }))
  return units.toSorted((a, b) => Math.abs(b.would - b.was) - Math.abs(a.would - a.was))
}
