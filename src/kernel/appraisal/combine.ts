import { add, compare, divide, fraction, parseFraction, roundHalfUp, ZERO } from '#lib/fraction.ts'
import type { CombineRule, Combined, JudgeScore } from './define.ts'

/** Fewer scores than this leave nothing to be averaged once the highest and the lowest are gone. */
const LEAST_TO_DROP = 3

/**
 * The mean of several judges' scores, the highest and the lowest left out from `dropFrom` scores on. Exact until the
 * one rounding at the end, half up; null while there is no score. Source: 教学比武与优质课评审的通行做法
 * (去掉一个最高分和一个最低分，取平均分).
 * @throws RangeError for a score that is not a plain non-negative decimal.
 */
export function combine(scores: readonly JudgeScore[], rule: CombineRule): Combined {
  const sorted = scores.toSorted((a, b) => compareScores(a, b) || (a.judge < b.judge ? -1 : 1))
  const drops = rule.dropFrom !== null && scores.length >= Math.max(rule.dropFrom, LEAST_TO_DROP)
  const [lowest, highest] = [sorted[0], sorted.at(-1)]
  const dropped = drops && lowest !== undefined && highest !== undefined ? { highest, lowest } : null
  const used = dropped === null ? sorted : sorted.slice(1, -1)
  return {
    result: mean(used, rule.decimals),
    count: scores.length,
    used,
    dropped,
    sharing: {
      highest: dropped === null ? [] : sharing(scores, dropped.highest),
      lowest: dropped === null ? [] : sharing(scores, dropped.lowest),
    },
  }
}

function compareScores(a: JudgeScore, b: JudgeScore): number {
  return compare(parseFraction(a.score), parseFraction(b.score))
}

function mean(used: readonly JudgeScore[], decimals: number): string | null {
  if (used.length === 0) return null
  const sum = used.reduce((total, { score }) => add(total, parseFraction(score)), ZERO)
  return roundHalfUp(divide(sum, fraction(used.length)), decimals)
}

/** The other judges who gave the same: leaving out any of them instead would give the same result. */
function sharing(scores: readonly JudgeScore[], with_: JudgeScore): string[] {
  return scores
    .filter((one) => one.judge !== with_.judge && compareScores(one, with_) === 0)
    .map(({ judge }) => judge)
}
