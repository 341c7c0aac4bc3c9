/**
 * Exact non-negative rational numbers on BigInt. Credits, hours and rates are computed in these and rounded once,
 * at the end: the sum of the rounded is what the ledger holds, so a binary float has no place in between.
 */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

const DECIMAL = /^(\d+)(?:\.(\d+))?$/

export const ZERO: Fraction = { numerator: 0n, denominator: 1n }

/** The fraction numerator/denominator, reduced. Throws RangeError when negative or divided by zero. */
export function fraction(numerator: bigint | number, denominator: bigint | number = 1): Fraction {
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)]
  if (top < 0n || bottom <= 0n) throw new RangeError(`not a non-negative fraction: ${top}/${bottom}`)
  const divisor = greatestCommonDivisor(top, bottom)
  return { numerator: top / divisor, denominator: bottom / divisor }
}

/** The fraction of a plain decimal string such as "1200" or "0.75". Throws RangeError for anything else. */
export function parseFraction(decimal: string): Fraction {
  const match = DECIMAL.exec(decimal)
  if (!match) throw new RangeError(`not a plain decimal: ${decimal}`)
  const digits = match[2] ?? ''
  return fraction(BigInt(`${match[1]}${digits}`), 10n ** BigInt(digits.length))
}

/** a + b */
export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
}

/** a × b */
export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator)
}

/** a ÷ b. Throws RangeError when b is zero. */
export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator)
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The smaller of two. */
export function minimum(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) <= 0 ? a : b
}

/** Rounded half up to so many decimals, as a string with exactly that many ("2.50"). */
export function roundHalfUp(value: Fraction, decimals: number): string {
  const scale = 10n ** BigInt(decimals)
  const doubled = 2n * value.numerator * scale + value.denominator
  const digits = String(doubled / (2n * value.denominator)).padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
