import { combine as meanOfJudges } from '#kernel/appraisal/combine.ts'
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
  const unknown = Object.keys(points).find((name) => !Object.hasOwn(dimensions, name))
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

/** The judges' totals taken together as any appraisal takes them, to two decimals; a refusal while they are too few. */
export function combine(scorings: readonly Scoring[], { least, dropFrom }: Combining): Combined | Refusal {
  if (scorings.length < least) {
    return { code: 'judges', because: `已有 ${scorings.length} 名评委打分，至少应有 ${least} 名。` }
  }
  const totals = scorings.map(({ judge, points }) => ({ judge, score: totalOf(points) }))
  const { result, used, dropped } = meanOfJudges(totals, { dropFrom, decimals: 2 })
  const left = dropped === null ? [] : [dropped.lowest, dropped.highest]
  return { score: Number(result), used: used.length, dropped: left.map(({ score }) => Number(score)) }
}

/** Added in hundredths, in which points are given. */
function totalOf(points: Readonly<Record<string, number>>): string {
  const hundredths = Object.values(points).reduce((sum, one) => sum + Math.round(one * 100), 0)
  return (hundredths / 100).toFixed(2)
}
