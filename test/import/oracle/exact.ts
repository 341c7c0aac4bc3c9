/** Exact numbers of the model: its own, so that a slip in the product's arithmetic shows. */
export type Exact = readonly [numerator: bigint, denominator: bigint]

export const NOTHING: Exact = [0n, 1n]

/** A decimal as typed: 8, '7.35', '80%'. */
export function exact(typed: string | number): Exact {
  const text = String(typed)
  if (text.endsWith('%')) return divided(exact(text.slice(0, -1)), [100n, 1n])
  const [whole = '0', decimals = ''] = text.split('.')
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)]
}

export function times(a: Exact, b: Exact): Exact {
  return [a[0] * b[0], a[1] * b[1]]
}

export function divided(a: Exact, b: Exact): Exact {
  return [a[0] * b[1], a[1] * b[0]]
}

export function plus(a: Exact, b: Exact): Exact {
  return [a[0] * b[1] + b[0] * a[1], a[1] * b[1]]
}

/** True when a is at least b. */
export function reaches(a: Exact, b: Exact): boolean {
  return a[0] * b[1] >= b[0] * a[1]
}

/** Hundredths, half up: what is shown or credited. Numbers of the model are never negative. */
export function hundredths(a: Exact): bigint {
  return (a[0] * 200n + a[1]) / (a[1] * 2n)
}
