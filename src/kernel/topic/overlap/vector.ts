/** Weights by name; what is not named weighs nothing. */
export type Vector = Map<string, number>

/** Adds `factor` times `more` to `sum`, in place. */
export function addTo(sum: Vector, more: Iterable<readonly [string, number]>, factor = 1): Vector {
  for (const [name, weight] of more) sum.set(name, (sum.get(name) ?? 0) + factor * weight)
  return sum
}

/** The same direction with length one; nothing stays nothing. */
export function unit(vector: Vector): Vector {
  const length = Math.hypot(...vector.values())
  if (length === 0) return vector
  return new Map([...vector].map(([name, weight]) => [name, weight / length]))
}

/** Length-one vectors in which what is rare among them weighs more, and what all have weighs least. */
export function weighted(vectors: readonly Vector[]): Vector[] {
  const holders = new Map<string, number>()
  for (const vector of vectors)
    addTo(
      holders,
      [...vector.keys()].map((name) => [name, 1] as const),
    )
  const rarity = (name: string): number => Math.log((1 + vectors.length) / (1 + (holders.get(name) ?? 0))) + 1
  return vectors.map((vector) =>
    unit(new Map([...vector].map(([name, weight]) => [name, weight * rarity(name)]))),
  )
}

/** The inner products of every two of n vectors, row by row; n × n. */
export function products(vectors: readonly Vector[]): Float32Array {
  const n = vectors.length
  const rows = new Float32Array(n * n)
  const holders = new Map<string, [at: number, weight: number][]>()
  for (const [at, vector] of vectors.entries()) {
    for (const [name, weight] of vector) {
      const list = holders.get(name) ?? []
      holders.set(name, list)
      for (const [other, value] of list) {
        const both = weight * value
        rows[at * n + other] = (rows[at * n + other] ?? 0) + both
      }
      list.push([at, weight])
    }
    for (let other = 0; other < at; other++) rows[other * n + at] = rows[at * n + other] ?? 0
  }
  return rows
}
