import { cut, linkage } from './linkage.ts'
import type { Join, Likeness } from './linkage.ts'

/** How many cuts are tried. */
const CUTS = 40

/**
 * Groups things by average linkage, cut where they sit best in their groups and apart from the others (by the mean
 * silhouette), but never where groups are less alike than `least`.
 * @returns for each thing the number of its group, from 0; who is like nobody stays alone.
 */
export function groupsOf(likeness: Likeness, least: number): number[] {
  const joins = linkage(likeness)
  let best = { fit: -Infinity, groups: cut(joins, likeness.n, Infinity) }
  for (const at of cuts(joins, least)) {
    const groups = cut(joins, likeness.n, at)
    const fit = silhouette(likeness, groups)
    if (fit >= best.fit) best = { fit, groups }
  }
  return best.groups
}

/** Likenesses to cut at: spread over the steps at which something joined, down to the least. */
function cuts(joins: readonly Join[], least: number): number[] {
  const at = joins.map((join) => join.alike).filter((alike) => alike >= least && alike > 0)
  const step = Math.max(1, Math.ceil(at.length / CUTS))
  return at.filter((_, index) => index % step === 0 || index === at.length - 1)
}

/** How well things sit in their groups, on average: -1 to 1; one alone counts 0 (Rousseeuw 1987). */
export function silhouette({ n, of }: Likeness, groups: readonly number[]): number {
  const sizes = new Float64Array(Math.max(-1, ...groups) + 1)
  for (const group of groups) sizes[group] = (sizes[group] ?? 0) + 1
  const apart = new Float64Array(sizes.length)
  let total = 0
  for (let at = 0; at < n; at++) {
    if ((sizes[groups[at] ?? 0] ?? 0) < 2) continue
    apart.fill(0)
    for (let k = 0; k < n; k++) {
      const group = groups[k] ?? 0
      if (k !== at) apart[group] = (apart[group] ?? 0) + 1 - (of[at * n + k] ?? 0)
    }
    total += fitOf(apart, sizes, groups[at] ?? 0)
  }
  return n === 0 ? 0 : total / n
}

function fitOf(apart: Float64Array, sizes: Float64Array, own: number): number {
  const inside = (apart[own] ?? 0) / ((sizes[own] ?? 2) - 1)
  let outside = 1
  for (let group = 0; group < sizes.length; group++) {
    if (group !== own) outside = Math.min(outside, (apart[group] ?? 0) / (sizes[group] ?? 1))
  }
  return (outside - inside) / Math.max(inside, outside, Number.EPSILON)
}
