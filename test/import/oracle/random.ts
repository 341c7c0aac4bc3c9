/** A seeded source of draws: the same seed gives the same county everywhere. */
export type Random = {
  /** A whole number from 0 to below `most`. */
  below(most: number): number
  /** True once in so many times. */
  oneIn(times: number): boolean
  pick<T>(from: readonly T[]): T
}

/** mulberry32: small, and good enough to scatter cases. */
export function random(seed: number): Random {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (most: number): number => Math.floor(next() * most)
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick: <T>(from: readonly T[]): T => {
      const chosen = from[below(from.length)]
      if (chosen === undefined) throw new RangeError('nothing to pick from')
      return chosen
    },
  }
}
