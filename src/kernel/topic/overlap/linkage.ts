/** How alike n things are: values of 0 to 1, row by row, n × n. */
export type Likeness = { n: number; of: Float32Array }

/** One step of joining: a thing of one group, a thing of the other, and how alike the groups were on average. */
export type Join = { a: number; b: number; alike: number }

/**
 * Joins things step by step by average linkage, the most alike first. O(n²) in time and space by chains of nearest
 * neighbours, which average linkage allows.
 */
export function linkage({ n, of }: Likeness): Join[] {
  const state = {
    n,
    alike: Float32Array.from(of),
    alive: new Uint8Array(n).fill(1),
    size: new Float64Array(n).fill(1),
  }
  const joins: Join[] = []
  const chain: number[] = []
  while (joins.length < n - 1) {
    if (chain.length === 0) chain.push(state.alive.indexOf(1))
    const top = chain.at(-1) ?? 0
    const before = chain.at(-2) ?? -1
    const next = nearest(state, top, before)
    if (next !== before) {
      chain.push(next)
      continue
    }
    chain.length -= 2
    joins.push({ a: top, b: next, alike: state.alike[top * n + next] ?? 0 })
    join(state, top, next)
  }
  return joins.toSorted((one, other) => other.alike - one.alike)
}

type State = { n: number; alike: Float32Array; alive: Uint8Array; size: Float64Array }

/** The group most like another one; on a tie the one before in the chain, or the chain would go round. */
function nearest({ n, alike, alive }: State, from: number, before: number): number {
  let best = before
  let most = before < 0 ? -1 : (alike[from * n + before] ?? 0)
  for (let k = 0; k < n; k++) {
    if (k === from || alive[k] === 0) continue
    const value = alike[from * n + k] ?? 0
    if (value > most) {
      most = value
      best = k
    }
  }
  return best
}

function join({ n, alike, alive, size }: State, into: number, gone: number): void {
  const [a, b] = [size[into] ?? 1, size[gone] ?? 1]
  alive[gone] = 0
  size[into] = a + b
  for (let k = 0; k < n; k++) {
    if (alive[k] === 0 || k === into) continue
    const mean = (a * (alike[into * n + k] ?? 0) + b * (alike[gone * n + k] ?? 0)) / (a + b)
    alike[into * n + k] = mean
    alike[k * n + into] = mean
  }
}

/** For each of n things the number of its group when all joins of at least this likeness are made, from 0. */
export function cut(joins: readonly Join[], n: number, least: number): number[] {
  const parent = Int32Array.from({ length: n }, (_, at) => at)
  const root = (at: number): number => {
    let here = at
    while (parent[here] !== here) here = parent[here] ?? here
    return here
  }
  for (const { a, b, alike } of joins) {
    if (alike < least) break
    parent[root(b)] = root(a)
  }
  const numbers = new Map<number, number>()
  return Array.from({ length: n }, (_, at) => {
    const top = root(at)
    const number = numbers.get(top) ?? numbers.size
    numbers.set(top, number)
    return number
  })
}
