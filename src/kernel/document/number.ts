import { fraction, roundHalfUp } from '#lib/fraction.ts'

/** Numbers as documents write them: exact decimals, Arabic digits, no thousands separators (GB/T 15835). */

/** Hundredths of a value that is exact to two decimals, as an integer. */
export function hundredths(value: number): number {
  return Math.round(value * 100)
}

/** Exact sum of values with at most two decimals. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + hundredths(value), 0) / 100
}

/** Exact difference of two values with at most two decimals. */
export function minus(left: number, right: number): number {
  return (hundredths(left) - hundredths(right)) / 100
}

/** A value with at most two decimals as plain digits: 10086, 78130.67. */
export function plain(value: number): string {
  return trimZeros((hundredths(value) / 100).toFixed(2))
}

/** Yuan as 万元 without rounding: 2238400 → 223.84. */
export function tenThousands(yuan: number): string {
  return trimZeros((hundredths(yuan) / 1_000_000).toFixed(6))
}

/** The quotient of two values, rounded half up to `digits` decimals; '0' when the divisor is zero. */
export function quotient(part: number, whole: number, digits: number): string {
  if (hundredths(whole) === 0) return '0'
  return trimZeros(roundHalfUp(fraction(hundredths(part), hundredths(whole)), digits))
}

/**
 * A share in per cent with one decimal: 18.1%. A share that is not whole is never shown as 0% or 100%:
 * it gets the second decimal.
 */
export function percent(part: number, whole: number): string {
  const short = quotient(part * 100, whole, 1)
  const misleading = (short === '100' && part !== whole) || (short === '0' && part !== 0)
  return `${misleading ? quotient(part * 100, whole, 2) : short}%`
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
