import type { NetworkNode } from '#contract/network.ts'

export type Branch = { node: NetworkNode; depth: number; children: number }

/**
 * The tree as rows from the top, without what lies below closed units.
 * Units whose superior is missing stand at the top; a cycle is shown once.
 */
export function arrange(nodes: readonly NetworkNode[], closed: ReadonlySet<string>): Branch[] {
  const below = Map.groupBy(nodes, (node) => node.parent)
  const known = new Set(nodes.map((node) => node.code))
  const rows: Branch[] = []
  const seen = new Set<string>()
  const walk = (node: NetworkNode, depth: number): void => {
    if (seen.has(node.code)) return
    seen.add(node.code)
    const children = below.get(node.code) ?? []
    rows.push({ node, depth, children: children.length })
    if (!closed.has(node.code)) for (const child of children) walk(child, depth + 1)
  }
  for (const node of nodes) if (node.parent === null || !known.has(node.parent)) walk(node, 0)
  return rows
}

/** The codes of all units that have others below them. */
export function parents(nodes: readonly NetworkNode[]): string[] {
  return [...new Set(nodes.flatMap((node) => (node.parent === null ? [] : [node.parent])))]
}
