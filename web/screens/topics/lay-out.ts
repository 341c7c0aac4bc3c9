import { topicLevels } from '#contract/topic.ts'
import type { TopicLineage, TopicNode } from '#contract/topic-lineage.ts'

/** A node with its place in the picture, in pixels, and who lies around it. */
export type Placed = {
  node: TopicNode
  x: number
  y: number
  width: number
  depth: number
  parent: string | null
  children: string[]
}

export type Picture = { placed: ReadonlyMap<string, Placed>; width: number; height: number }

/** How much room there is: narrow pages have a list, wide ones columns. */
export type Page = { width: number; narrow: boolean }

export const BOX = 52
const ROW = 62
/** A column's least and most width. */
const LEAST = 216
const MOST = 330
const GAP = 34
const INDENT = 14
const EDGE = 12

/**
 * Lays the lineage out: on a wide page in columns, the core topics left and the problems right, each between its own
 * branches; on a narrow one as an indented list, since five columns do not fit a phone.
 */
export function layOut({ nodes, edges }: TopicLineage, page: Page): Picture {
  const parents = new Map(edges.map((edge) => [edge.from, edge.to]))
  const children = new Map<string, string[]>()
  for (const { from, to } of edges) children.set(to, [...(children.get(to) ?? []), from])
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const roots = nodes.filter((node) => !parents.has(node.id)).toSorted(byLevel)
  const levels = topicLevels.toReversed().filter((level) => nodes.some((node) => node.level === level))
  const column = Math.min(MOST, Math.max(LEAST, (page.width - EDGE) / Math.max(1, levels.length)))
  const placed = new Map<string, Placed>()
  let row = 0
  const place = (id: string, depth: number): number => {
    const node = byId.get(id)
    if (node === undefined) return row
    const below = children.get(id) ?? []
    const own = row
    if (page.narrow) row += 1
    const rows = below.map((child) => place(child, depth + 1))
    if (!page.narrow && below.length === 0) row += 1
    const at = page.narrow || rows.length === 0 ? own : ((rows[0] ?? own) + (rows.at(-1) ?? own)) / 2
    const x = EDGE + (!page.narrow ? levels.indexOf(node.level) * column : depth * INDENT)
    const width = !page.narrow ? column - GAP : page.width - x - EDGE
    placed.set(id, {
      node,
      x,
      y: EDGE + at * ROW,
      width,
      depth,
      parent: parents.get(id) ?? null,
      children: below,
    })
    return at
  }
  for (const root of roots) place(root.id, 0)
  const wide = EDGE * 2 + levels.length * column - GAP
  return { placed, width: page.narrow ? page.width : wide, height: EDGE * 2 + row * ROW }
}

/** Core topics first, the larger ones before. */
function byLevel(one: TopicNode, other: TopicNode): number {
  const height = (node: TopicNode): number => topicLevels.indexOf(node.level)
  return height(other) - height(one) || other.problems - one.problems
}

const STEPS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'] as const
export type Step = (typeof STEPS)[number]

/** The key as a step in the picture; undefined for any other key. */
export function stepOf(key: string): Step | undefined {
  return STEPS.find((step) => step === key)
}

/** Where a step leads: left to what came of it, right to what it was made of, up and down in the order of the tree. */
export function walk({ placed }: Picture, from: string, step: Step): string {
  const here = placed.get(from)
  const order = [...placed.values()].toSorted((a, b) => a.y - b.y || a.x - b.x).map((one) => one.node.id)
  const at = order.indexOf(from)
  const to = {
    ArrowLeft: here?.parent,
    ArrowRight: here?.children[0],
    ArrowUp: order[at - 1],
    ArrowDown: order[at + 1],
    Home: order[0],
    End: order.at(-1),
  }[step]
  return to ?? from
}

/** A text in at most `most` lines that fit a width; what does not fit ends with an ellipsis. */
export function linesOf(text: string, width: number, most: number): string[] {
  const each = Math.max(4, Math.floor((width - 20) / 13))
  const signs = Array.from(text)
  const lines = Array.from({ length: Math.min(most, Math.ceil(signs.length / each)) }, (_, at) =>
    signs.slice(at * each, (at + 1) * each).join(''),
  )
  if (signs.length <= each * most) return lines
  return [
    ...lines.slice(0, -1),
    `${Array.from(lines.at(-1) ?? '')
      .slice(0, -1)
      .join('')}…`,
  ]
}
