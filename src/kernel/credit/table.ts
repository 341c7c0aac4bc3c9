import type { Work } from '../call.ts'
import { DEFAULT_LEAST_RATE } from '../programme/recognition.ts'
import { askedUnit } from '../figures/scope.ts'
import { unitsOfDay } from '../network/read.ts'
import type { UnitFacts } from '../network/read.ts'
import { LOCALITIES } from '#contract/vocabulary.ts'
import type { PolicyRule } from './define.ts'
import { standingRows } from './read.ts'
import type { StandingRow } from './read.ts'

type UnitRef = { code: string; name: string }

/** One unit's line of the heat table. `short` and `mean` follow the policy's order. */
export type StandingOfUnit = {
  unit: UnitRef
  cluster: UnitRef | null
  urbanWord: string | null
  assessed: number
  meeting: number
  short: number[]
  mean: number[]
}

export type StandingTable = {
  policy: ReturnType<typeof policyView>[]
  total: { assessed: number; meeting: number }
  rows: StandingOfUnit[]
}

/** The standing of everybody at a unit and below, a line for each unit where people count. @throws Refused 404 */
export async function standingTable(work: Work, year: number, unit?: string): Promise<StandingTable> {
  const { units } = await askedUnit(work, year, unit)
  const { policy, rows } = await standingRows(work, year, units)
  const facts = await unitsOfDay(work, `${year}-12-31`)
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  const byCode = new Map(facts.map((fact) => [fact.code, fact]))
  const lines = [...Map.groupBy(rows, (row) => row.countsAt)].map(([code, people]) =>
    lineOf(code, people, policy, byCode.get(code), byId),
  )
  return {
    policy: policy.map(policyView),
    total: { assessed: rows.length, meeting: rows.filter((row) => row.meets).length },
    rows: lines.toSorted((a, b) => (a.unit.code < b.unit.code ? -1 : 1)),
  }
}

function lineOf(
  code: string,
  people: readonly StandingRow[],
  policy: readonly PolicyRule[],
  fact: UnitFacts | undefined,
  byId: ReadonlyMap<string, UnitFacts>,
): StandingOfUnit {
  const above = fact?.parentId == null ? undefined : byId.get(fact.parentId)
  const per = <T>(value: (index: number) => T): T[] => policy.map((_, index) => value(index))
  return {
    unit: { code, name: people[0]?.unitName ?? code },
    cluster: above?.category === 'cluster' ? { code: above.code, name: above.name } : null,
    urbanWord: fact?.urban == null ? null : LOCALITIES[fact.urban],
    assessed: people.length,
    meeting: people.filter((row) => row.meets).length,
    short: per((index) => people.filter((row) => (row.gaps[index] ?? 0) > 0).length),
    mean: per(
      (index) =>
        Math.round(
          (people.reduce((sum, row) => sum + Number(row.credits[index] ?? 0), 0) / people.length) * 100,
        ) / 100,
    ),
  }
}

/** How people are shown a policy. */
export function policyView(rule: PolicyRule): {
  year: number
  category: string
  required: number
  hoursPerCredit: number
  ceiling: number | null
  leastRate: number
} {
  return {
    year: rule.year,
    category: rule.category,
    required: Number(rule.required),
    hoursPerCredit: Number(rule.hoursPerCredit),
    ceiling: rule.ceiling === null ? null : Number(rule.ceiling),
    leastRate: Number(rule.leastRate ?? DEFAULT_LEAST_RATE),
  }
}

/** Which people of the list are asked for: short of a category, short of any, meeting, or all. */
export function narrowed(
  rows: readonly StandingRow[],
  categories: readonly string[],
  short: string | undefined,
): readonly StandingRow[] {
  if (short === undefined) return rows
  if (short === 'met') return rows.filter((row) => row.meets)
  if (short === 'any') return rows.filter((row) => !row.meets)
  const index = categories.indexOf(short)
  return rows.filter((row) => (row.gaps[index] ?? 0) > 0)
}
