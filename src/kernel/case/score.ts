import type { Refusal } from '#lib/refusal.ts'

/** Points of one judge by dimension. */
export type Scoring = { judge: string; points: Readonly<Record<string, number>> }

/** How several judges' points become one result. */
export type Combining = { least: number; dropFrom: number; passMark: number | null }

/** The result with what was left out of it. */
export type Combined = { score: number; used: number; dropped: number[] }

/** What does not fit in one judge's points: every dimension from 0 to its full mark, at most two decimals. */
export function refusePoints(
  dimensions: Readonly<Record<string, number>>,
  points: Readonly<Record<string, number>>,
): Refusal | null {
  const unknown = Object.keys(points).find((name) => dimensions[name] === undefined)
  if (unknown !== undefined)
    return { code: 'dimension', because: `评分表没有“${unknown}”这一项。`, field: unknown }
  for (const [name, full] of Object.entries(dimensions)) {
    const given = points[name]
    if (given === undefined) return { code: 'missing', because: `“${name}”还没有打分。`, field: name }
    if (given < 0 || given > full || !Number.isInteger(Math.round(given * 1e6) / 1e4)) {
      return { code: 'points', because: `“${name}”应为 0 到 ${full} 分，最多两位小数。`, field: name }
    }
  }
  return null
}

/**
 * The mean of the judges' totals, to two decimals, halves up; with `dropFrom` judges or more one highest and one lowest
 * total are left out. Counted in hundredths, so that the result is exact.
 */
export function combine(scorings: readonly Scoring[], { least, dropFrom }: Combining): Combined | Refusal {
  if (scorings.length < least) {
    return { code: 'judges', because: `已有 ${scorings.length} 名评委打分，至少应有 ${least} 名。` }
  }
  const totals = scorings.map(({ points }) => totalOf(points)).toSorted((a, b) => a - b)
  const drops = totals.length >= dropFrom && totals.length > 2
  const used = drops ? totals.slice(1, -1) : totals
  const dropped = drops ? [totals[0] ?? 0, totals.at(-1) ?? 0] : []
  const sum = used.reduce((all, one) => all + one, 0)
  const mean = Math.floor((2 * sum + used.length) / (2 * used.length))
  return { score: mean / 100, used: used.length, dropped: dropped.map((total) => total / 100) }
}

function totalOf(points: Readonly<Record<string, number>>): number {
  return Object.values(points).reduce((sum, one) => sum + Math.round(one * 100), 0)
}
