import { parseFraction } from '#lib/fraction.ts'
import type { Fraction } from '#lib/fraction.ts'
import { creditOf } from './decide.ts'
import type { Amount } from './decide.ts'
import type { PolicyRule } from './define.ts'

/** A region's policies by year and category. The same hours recur in their thousands: results are remembered. */
export class Policies {
  readonly #rules: ReadonlyMap<string, PolicyRule>
  readonly #amounts = new Map<string, Amount>()
  readonly #hours = new Map<string, Fraction>()

  constructor(rules: readonly PolicyRule[]) {
    this.#rules = new Map(rules.map((rule) => [`${rule.year}|${rule.category}`, rule]))
  }

  /** The rule of a year and category; none for a programme without category. */
  rule(year: number, category: string | null): PolicyRule | undefined {
    return category === null ? undefined : this.#rules.get(`${year}|${category}`)
  }

  /** 最低出勤率 where the policy names one. */
  leastRate(year: number, category: string | null): string | null {
    return this.rule(year, category)?.leastRate ?? null
  }

  /** Credits of so many recognised hours under a rule. */
  creditOf(hours: Fraction, rule: PolicyRule): Amount {
    const key = `${hours.numerator}/${hours.denominator}|${rule.year}|${rule.category}`
    const known = this.#amounts.get(key)
    if (known !== undefined) return known
    const amount = creditOf(hours, rule)
    this.#amounts.set(key, amount)
    return amount
  }

  /** A decimal of hours as a fraction. */
  hours(decimal: string): Fraction {
    const known = this.#hours.get(decimal) ?? parseFraction(decimal)
    this.#hours.set(decimal, known)
    return known
  }
}
