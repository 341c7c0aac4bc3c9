import { actionOf } from '#kernel/action.ts'
import type { Action } from '#contract/common.ts'
import type { NetworkNode, UnitPage } from '#contract/network.ts'
import { notFound } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import { CATALOGUE } from '#kernel/figures/catalogue/index.ts'
import { figuresOf } from '#kernel/figures/read.ts'
import { historyOf } from './history.ts'
import { treeOfYear } from './read.ts'
import { maySeeUnit, mergedInto, programmesBelow, statesOf } from './store.ts'
import { lineageOf, refOf, type Tree, type UnitFacts } from './tree.ts'

/** The tree of the region as of a year. */
export async function networkView(
  work: Work,
  year: number,
): Promise<{ nodes: NetworkNode[]; actions: Action[] }> {
  const { nodes } = await treeOfYear(work, year)
  return { nodes, actions: [ability(work, 'open', null)] }
}

/**
 * One unit with where it stands, what it was and what counts to it.
 * @throws Refused 404 for a unit outside of what the caller sees.
 */
export async function unitPageView(work: Work, code: string, year: number): Promise<UnitPage> {
  const tree = await treeOfYear(work, year)
  const unit = [...tree.facts.values()].find((one) => one.code === code)
  const node = tree.nodes.find((one) => one.code === code)
  if (unit === undefined || node === undefined || !(await maySeeUnit(work, unit.id)))
    throw notFound('这个单位')
  return {
    unit: node,
    path: lineageOf(unit, tree.facts).toReversed().map(refOf),
    children: tree.nodes.filter((one) => one.parent === code && one.code !== code),
    history: historyOf(unit, await statesOf(work, unit.id), tree),
    merged: await mergedHere(work, unit, tree),
    meeting: await meetingOf(work, year, code),
    programmes: await programmesBelow(work, unit.id, year),
    actions: abilitiesOf(work, unit),
  }
}

async function mergedHere(work: Work, unit: UnitFacts, tree: Tree): Promise<UnitPage['merged']> {
  const merged = await mergedInto(work, unit.id, tree.day)
  return merged.flatMap(({ id, closed }) => {
    const gone = tree.facts.get(id)
    return gone === undefined ? [] : [{ ...refOf(gone), closed }]
  })
}

async function meetingOf(work: Work, year: number, unit: string): Promise<UnitPage['meeting']> {
  const [meeting, assessed] = await figuresOf(work, { year, unit }, [CATALOGUE.meeting, CATALOGUE.assessed])
  return { meeting: meeting?.value ?? 0, assessed: assessed?.value ?? 0 }
}

function abilitiesOf(work: Work, unit: UnitFacts): Action[] {
  const closed = unit.closedOn === null ? null : `该单位已于 ${unit.closedOn} 撤并。`
  const root = unit.category === 'region' ? '区域本级不能这样调整。' : null
  return [
    ability(work, 'rename', closed),
    ability(work, 'reclass', closed),
    ...(['move', 'merge', 'close'] as const).map((id) => ability(work, id, closed ?? root)),
  ]
}

function ability(work: Work, id: string, obstacle: string | null): Action {
  const whyNot = work.caller.role === 'officer' ? obstacle : '布局调整由中心管理员办理。'
  return actionOf(id, whyNot)
}
