import { add, compare, divide, fraction, multiply, parseFraction, roundHalfUp, ZERO } from '#lib/fraction.ts'

/** One source's part: its weight in per cent, and its result in points of 100 (null while missing). */
export type Part = { source: string; weight: string; result: string | null; missing: string | null }

/**
 * The weighted result of several sources in points of 100. A source that has a weight and no result leaves the whole
 * without one, and is named: weights are never moved silently to those that happen to be there.
 * @throws RangeError for a number that is not a plain non-negative decimal.
 */
export function weigh(
  parts: readonly Part[],
  decimals: number,
): { result: string | null; missing: string[] } {
  const counted = parts.filter((part) => compare(parseFraction(part.weight), ZERO) > 0)
  const missing = counted.filter((part) => part.result === null)
  if (counted.length === 0 || missing.length > 0) {
    return { result: null, missing: missing.map((part) => part.missing ?? part.source) }
  }
  const sum = counted.reduce(
    (total, { weight, result }) => add(total, multiply(parseFraction(weight), parseFraction(result ?? '0'))),
    ZERO,
  )
  return { result: roundHalfUp(divide(sum, fraction(100)), decimals), missing: [] }
}
