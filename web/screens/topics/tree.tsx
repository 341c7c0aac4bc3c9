import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { TOPIC_LEVELS, topicLevels } from '#contract/topic.ts'
import type { TopicLineage } from '#contract/topic-lineage.ts'
import { t } from '../../lib/t.ts'
import { BOX, layOut, linesOf, stepOf, walk } from './lay-out.ts'
import type { Page as Room, Picture, Placed } from './lay-out.ts'

type Props = {
  lineage: TopicLineage
  page: Room
  onFocus: (id: string) => void
}

/** The lineage as a picture: arrow keys walk in it, Enter or a click looks at one node with all above and below. */
export function Tree({ lineage, page, onFocus }: Props) {
  const picture = layOut(lineage, page)
  const first = [...picture.placed.keys()].at(-1) ?? ''
  const [at, setAt] = useState(lineage.focus ?? first)
  const here = picture.placed.has(at) ? at : first
  const svg = useRef<SVGSVGElement>(null)
  const press = (event: KeyboardEvent) => {
    const step = stepOf(event.key)
    if (event.key === 'Enter' || event.key === ' ') onFocus(here)
    else if (step === undefined) return
    else {
      const next = walk(picture, here, step)
      setAt(next)
      svg.current?.querySelector<SVGGElement>(`[data-node="${next}"]`)?.focus()
    }
    event.preventDefault()
  }
  return (
    <div className="topic-picture">
      <svg
        ref={svg}
        width={picture.width}
        height={picture.height}
        role="tree"
        aria-label={t('来龙去脉')}
        onKeyDown={press}
      >
        <Lines picture={picture} narrow={page.narrow} />
        {[...picture.placed.values()].map((one) => (
          <Box
            key={one.node.id}
            placed={one}
            here={one.node.id === here}
            chosen={one.node.id === lineage.focus}
            onFocus={onFocus}
            onReach={setAt}
          />
        ))}
      </svg>
    </div>
  )
}

function Lines({ picture, narrow }: { picture: Picture; narrow: boolean }) {
  const lines = [...picture.placed.values()].flatMap((one) => {
    const parent = picture.placed.get(one.parent ?? '')
    return parent === undefined
      ? []
      : [{ id: one.node.id, d: narrow ? elbow(parent, one) : curve(parent, one) }]
  })
  return (
    <g aria-hidden="true">
      {lines.map((line) => (
        <path key={line.id} d={line.d} />
      ))}
    </g>
  )
}

function curve(parent: Placed, child: Placed): string {
  const [x1, y1] = [parent.x + parent.width, parent.y + BOX / 2]
  const [x2, y2] = [child.x, child.y + BOX / 2]
  const mid = (x1 + x2) / 2
  return `M${x1} ${y1}C${mid} ${y1} ${mid} ${y2} ${x2} ${y2}`
}

function elbow(parent: Placed, child: Placed): string {
  return `M${parent.x + 6} ${parent.y + BOX}V${child.y + BOX / 2}H${child.x}`
}

type BoxProps = {
  placed: Placed
  here: boolean
  chosen: boolean
  onFocus: (id: string) => void
  onReach: (id: string) => void
}

function Box({ placed, here, chosen, onFocus, onReach }: BoxProps) {
  const { node, x, y, width, depth } = placed
  const lines = linesOf(node.text, width, 2)
  const about = aboutOf(placed)
  return (
    <g
      className={node.level}
      transform={`translate(${x} ${y})`}
      role="treeitem"
      tabIndex={here ? 0 : -1}
      aria-level={depth + 1}
      aria-selected={chosen}
      data-node={node.id}
      onClick={() => onFocus(node.id)}
      onFocus={() => onReach(node.id)}
    >
      <title>{`${t(TOPIC_LEVELS[node.level])}：${node.text}，${about}`}</title>
      <rect width={width} height={BOX} rx={4} />
      {lines.map((line, at) => (
        <text aria-hidden="true" key={line} x={10} y={lines.length === 1 ? 22 : 16 + at * 15}>
          {line}
        </text>
      ))}
      <text aria-hidden="true" x={10} y={BOX - 6} className="from">
        {linesOf(about, width, 1)[0]}
      </text>
    </g>
  )
}

function aboutOf({ node }: Placed): string {
  const folded = node.folded === 0 ? '' : t('，另有 {n} 条未画出', { n: node.folded })
  return node.kind === 'problem'
    ? node.from
    : `${node.from} · ${t('{n} 个问题', { n: node.problems })}${folded}`
}

/** The levels' names above the columns. */
export function Legend({ lineage }: { lineage: TopicLineage }) {
  const there = new Set(lineage.nodes.map((node) => node.level))
  return (
    <p className="quiet">
      {topicLevels
        .toReversed()
        .filter((level) => there.has(level))
        .map((level) => t(TOPIC_LEVELS[level]))
        .join(' ← ')}
    </p>
  )
}
