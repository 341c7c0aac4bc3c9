import { compare, divide, minimum, parseFraction, roundHalfUp } from '#lib/fraction.ts'
import type { Fraction } from '#lib/fraction.ts'
import type { PolicyRule, SourceKind } from './define.ts'

/** A credit as the ledger holds it: two decimals, as a string. */
export type Amount = string

/**
 * Credits of one item: recognised hours / 学时每学分, at most 单项上限, rounded half up to two decimals.
 * Source: exchange workbook, "How it counts".
 */
export function creditOf(hours: Fraction, rule: PolicyRule): Amount {
  const exact = divide(hours, parseFraction(rule.hoursPerCredit))
  const capped = rule.ceiling === null ? exact : minimum(exact, parseFraction(rule.ceiling))
  return roundHalfUp(capped, 2)
}

/** The largest of a person's roles in one activity counts, once. */
export function larger(a: Amount, b: Amount): Amount {
  return compare(parseFraction(a), parseFraction(b)) >= 0 ? a : b
}

/** What a person should have from one source. */
export type Due = {
  person: string
  sourceKind: SourceKind
  source: string
  year: number
  category: string
  amount: Amount
}

/** An award of the ledger that has not been reversed. */
export type Live = Due & { seq: number }

/** A line to be posted; a reversal names the award's seq and has the amount negated. */
export type Line = Due & { kind: 'award' | 'reversal'; reverses: number | null }

/**
 * The lines that take the ledger from what stands to what is due: nothing where both agree, else a reversal of what
 * stands and an award of what is due. An amount of zero is not awarded.
 */
export function changes(due: readonly Due[], live: readonly Live[]): Line[] {
  const wanted = new Map(due.filter((d) => d.amount !== '0.00').map((d) => [keyOf(d), d]))
  const lines: Line[] = []
  for (const stands of live) {
    const key = keyOf(stands)
    const want = wanted.get(key)
    if (want !== undefined && sameCredit(want, stands)) wanted.delete(key)
    else lines.push(reversalOf(stands))
  }
  for (const want of wanted.values()) lines.push({ ...want, kind: 'award', reverses: null })
  return lines
}

function keyOf(line: Due): string {
  return `${line.person}|${line.source}`
}

function sameCredit(a: Due, b: Due): boolean {
  return a.year === b.year && a.category === b.category && a.amount === b.amount
}

function reversalOf({ seq, ...stands }: Live): Line {
  return { ...stands, kind: 'reversal', amount: `-${stands.amount}`, reverses: seq }
}

/** What a person has and needs in a category. */
export type Held = { category: string; have: number; need: number; gap: number }

/**
 * A year's standing: met when every category of the year's policy reaches its requirement; nobody meets a year
 * without policy. Source: exchange workbook, "How it counts". Amounts in whole hundredths of a credit.
 */
export function standingOf(
  policy: readonly PolicyRule[],
  balances: ReadonlyMap<string, string>,
): { categories: Held[]; total: number; meets: boolean } {
  const categories = policy.map((rule) => heldOf(rule, balances.get(rule.category) ?? '0'))
  const total = [...balances.values()].reduce((sum, amount) => sum + hundredths(amount), 0) / 100
  return { categories, total, meets: policy.length > 0 && categories.every((held) => held.gap === 0) }
}

function heldOf(rule: PolicyRule, balance: string): Held {
  const [have, need] = [Number(balance), Number(rule.required)]
  const short = compare(parseFraction(balance), parseFraction(rule.required)) < 0
  return { category: rule.category, have, need, gap: short ? Math.ceil((need - have) * 100 - 1e-6) / 100 : 0 }
}

function hundredths(amount: string): number {
  return Math.round(Number(amount) * 100)
}
