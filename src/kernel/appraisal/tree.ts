import {
  add,
  compare,
  divide,
  fraction,
  multiply,
  parseFraction,
  roundHalfUp,
  ZERO,
  type Fraction,
} from '#lib/fraction.ts'
import type { Indicator, Standard } from './define.ts'

const HUNDRED = fraction(100)

/** The indicators that are scored or answered, in the order of the tree. */
export function leavesOf(indicators: readonly Indicator[]): Indicator[] {
  return indicators.flatMap((node) => (node.children.length === 0 ? [node] : leavesOf(node.children)))
}

/** 满分: what the top of the tree adds up to. */
export function fullPoints(indicators: readonly Indicator[]): string {
  return plain(scored(indicators).reduce((sum, node) => add(sum, parseFraction(node.points)), ZERO))
}

/**
 * The result of one score sheet in points of 100, exact as a fraction is; and what is not scored yet.
 * @param scores points by the leaf's id.
 * @throws RangeError for a score that is not a plain non-negative decimal.
 */
export function scoreTree(
  indicators: readonly Indicator[],
  scores: ReadonlyMap<string, string>,
  decimals: number,
): { result: string | null; missing: string[] } {
  const missing = scored(leavesOf(indicators)).filter((leaf) => !scores.has(leaf.id))
  if (missing.length > 0) return { result: null, missing: missing.map(({ id }) => id) }
  const share = shareOf(indicators, scores)
  return { result: roundHalfUp(multiply(share, HUNDRED), decimals), missing: [] }
}

function scored(nodes: readonly Indicator[]): Indicator[] {
  return nodes.filter((node) => !node.veto)
}

/** How much of what these nodes can give was had: 0 to 1. */
function shareOf(nodes: readonly Indicator[], scores: ReadonlyMap<string, string>): Fraction {
  const counted = scored(nodes)
  const weights = counted.map((node) => parseFraction(node.weight ?? node.points))
  const all = weights.reduce(add, ZERO)
  if (compare(all, ZERO) === 0) return ZERO
  return counted.reduce((sum, node, at) => {
    const had = multiply(shareOfNode(node, scores), divide(weights[at] ?? ZERO, all))
    return add(sum, had)
  }, ZERO)
}

function shareOfNode(node: Indicator, scores: ReadonlyMap<string, string>): Fraction {
  if (node.children.length > 0) return shareOf(node.children, scores)
  return divide(parseFraction(scores.get(node.id) ?? '0'), parseFraction(node.points))
}

function plain(value: Fraction): string {
  return roundHalfUp(value, 4).replace(/\.?0+$/, '')
}

/** What is wrong with a standard, in words; nothing when it can be used. */
export function standardFaults(standard: Standard): string[] {
  const nodes = everyNode(standard.indicators)
  return [
    ...(leavesOf(standard.indicators).some((leaf) => !leaf.veto) ? [] : ['标准里还没有计分的指标。']),
    ...repeated(nodes.map(({ id }) => id)).map((id) => `编号 ${id} 用了两次，请改其中一个。`),
    ...nodes.flatMap(nodeFaults),
    ...weightFaults('一级指标', standard.indicators),
    ...nodes.flatMap((node) => weightFaults(node.title, node.children)),
    ...sourceFaults(standard),
    ...bandFaults(standard),
  ]
}

function everyNode(nodes: readonly Indicator[]): Indicator[] {
  return nodes.flatMap((node) => [node, ...everyNode(node.children)])
}

function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))]
}

function nodeFaults(node: Indicator): string[] {
  const points = parseFraction(node.points)
  if (node.veto) return node.children.length > 0 ? [`否决项“${node.title}”不能再分下级指标。`] : []
  if (compare(points, ZERO) === 0) return [`“${node.title}”的分值是 0，请填分值。`]
  const children = scored(node.children)
  if (children.length === 0 || children.some((child) => child.weight !== null)) return []
  const sum = children.reduce((total, child) => add(total, parseFraction(child.points)), ZERO)
  if (compare(sum, points) === 0) return []
  return [`“${node.title}”分值 ${node.points}，下级指标合计 ${plain(sum)}，两者应当相等。`]
}

function weightFaults(where: string, siblings: readonly Indicator[]): string[] {
  const counted = scored(siblings)
  const weighted = counted.filter((node) => node.weight !== null)
  if (weighted.length === 0) return []
  if (weighted.length < counted.length)
    return [`${where}的下级指标有的有权重、有的没有；要么都填，要么都不填。`]
  const sum = weighted.reduce((total, node) => add(total, parseFraction(node.weight ?? '0')), ZERO)
  return compare(sum, HUNDRED) === 0 ? [] : [`${where}的权重合计 ${plain(sum)}%，应为 100%。`]
}

function sourceFaults({ sources }: Standard): string[] {
  const sum = sources.reduce((total, source) => add(total, parseFraction(source.weight)), ZERO)
  const own = sources.find(
    (source) => source.id === 'self' && compare(parseFraction(source.weight), ZERO) > 0,
  )
  return [
    ...(compare(sum, HUNDRED) === 0 ? [] : [`评价主体的权重合计 ${plain(sum)}%，应为 100%。`]),
    ...(own === undefined ? [] : ['自评只作对照，权重应为 0。']),
    ...repeated(sources.map(({ id }) => id)).map((id) => `评价主体 ${id} 列了两次。`),
  ]
}

function bandFaults({ bands }: Standard): string[] {
  const unordered = bands.some(
    (band, at) =>
      at > 0 && compare(parseFraction(band.least), parseFraction(bands[at - 1]?.least ?? '0')) >= 0,
  )
  const last = bands.at(-1)
  if (last === undefined) return []
  return [
    ...(unordered ? ['等次应从高到低排列，每一等的最低分低于上一等。'] : []),
    ...(last.share === null && last.despiteVeto ? [] : ['最末一等不能限名额，并应容纳有否决项的对象。']),
  ]
}
