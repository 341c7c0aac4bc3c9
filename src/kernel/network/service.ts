import type { Adjustment, NewUnit } from '#contract/network.ts'
import { isRefusal, planChange } from '#lib/dated.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused, type Refusal } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { refuseAdjusting, refuseClosing, refuseMerging, refuseMove, refuseOpening } from './decide.ts'
import {
  closeUnitRow,
  deleteState,
  endState,
  findUnit,
  insertState,
  insertUnit,
  openChildren,
  peopleByUnit,
  statesOf,
  unitsAsOf,
  type StateRow,
  type UnitRow,
} from './store.ts'
import type { UnitFacts } from './tree.ts'

const OVERTAKEN: Refusal = { code: 'overtaken', because: '刚才有人先作了调整。请刷新后再试。' }

/**
 * Opens a unit on a day, by a document.
 * @throws Refused 422 when code or parent do not fit, 409 when somebody was faster.
 */
export async function openUnit(work: Work, asked: NewUnit): Promise<{ code: string }> {
  const network = await networkAt(work, asked.on)
  const parent = byCode(network, asked.parent)
  refuse(refuseOpening(asked, (await findUnit(work, asked.code)) !== undefined, parent))
  const id = newId(work.now.getTime())
  await refusingClashes(OVERTAKEN, async () => {
    await insertUnit(work, { id, code: asked.code, category: asked.category, openedOn: asked.on })
    await insertState(work, id, {
      from: asked.on,
      to: null,
      name: asked.name,
      parentId: parent?.id ?? null,
      kind: asked.schoolKind,
      urban: asked.urban,
      town: asked.town,
      document: asked.document,
    })
  })
  await record(work, 'open', asked.code, asked)
  return { code: asked.code }
}

/**
 * Adjusts a unit from a day on, by a document; what held before stays on record.
 * @throws Refused 404, 409 when a later change is on record, 422 with the field that does not fit.
 */
export async function adjustUnit(work: Work, code: string, asked: Adjustment): Promise<{ code: string }> {
  const unit = await findUnit(work, code, true)
  if (unit === undefined) throw notFound('这个单位')
  refuse(refuseAdjusting(unit, asked.on))
  await refusingClashes(OVERTAKEN, () => apply(work, unit, asked))
  await record(work, asked.kind, code, asked)
  return { code }
}

async function apply(work: Work, unit: UnitRow, asked: Adjustment): Promise<void> {
  if (asked.kind === 'merge') return merge(work, unit, asked)
  if (asked.kind === 'close') return close(work, unit, asked)
  if (asked.kind === 'rename') return change(work, unit, asked, { name: asked.name })
  if (asked.kind === 'move') return move(work, unit, asked)
  return change(work, unit, asked, { kind: asked.schoolKind, urban: asked.urban, town: asked.town })
}

async function move(work: Work, unit: UnitRow, asked: Adjustment & { kind: 'move' }): Promise<void> {
  const network = await networkAt(work, asked.on)
  const parent = byCode(network, asked.parent)
  refuse(refuseMove(unit, parent, network, asked.on))
  await change(work, unit, asked, { parentId: parent?.id ?? null })
}

async function merge(work: Work, unit: UnitRow, asked: Adjustment & { kind: 'merge' }): Promise<void> {
  const successor = byCode(await networkAt(work, asked.on), asked.successor)
  refuse(refuseMerging(unit, successor, await openChildren(work, unit.id, asked.on), asked.on))
  await end(work, unit, asked, successor?.id ?? null)
}

async function close(work: Work, unit: UnitRow, asked: Adjustment): Promise<void> {
  const people = (await peopleByUnit(work, asked.on)).get(unit.id) ?? 0
  refuse(refuseClosing(unit, people, await openChildren(work, unit.id, asked.on)))
  await end(work, unit, asked, null)
}

/** What is new from the day on; a second change of the same day joins the first. */
async function change(work: Work, unit: UnitRow, asked: Adjustment, news: Partial<StateRow>): Promise<void> {
  const { kind, current } = await planOf(work, unit, asked)
  if (kind === 'rewrite') await deleteState(work, unit.id, current.from)
  else await endState(work, unit.id, current.from, asked.on)
  const document = kind === 'rewrite' ? joined(current.document, asked.document) : asked.document
  await insertState(work, unit.id, { ...current, from: asked.on, ...news, document })
}

function joined(before: string | null, document: string): string {
  return before === null || before === document ? document : `${before}；${document}`
}

/**
 * The unit's own row says that it is gone; what held last goes on below it with the document, since the people of a
 * unit without a successor still stand somewhere in the tree.
 */
async function end(work: Work, unit: UnitRow, asked: Adjustment, successor: string | null): Promise<void> {
  await change(work, unit, asked, {})
  await closeUnitRow(work, unit.id, asked.on, successor)
}

async function planOf(
  work: Work,
  unit: UnitRow,
  asked: Adjustment,
): Promise<{ kind: 'rewrite' | 'split'; current: StateRow }> {
  const states = await statesOf(work, unit.id)
  const plan = planChange(states, asked.on, states.at(-1)?.name ?? unit.code)
  if (isRefusal(plan)) throw new Refused(plan.code === 'later-change' ? 409 : 422, plan)
  return plan
}

async function networkAt(work: Work, on: string): Promise<Map<string, UnitFacts>> {
  return new Map((await unitsAsOf(work, on)).map((unit) => [unit.id, unit]))
}

function byCode(network: ReadonlyMap<string, UnitFacts>, code: string): UnitFacts | undefined {
  return [...network.values()].find((unit) => unit.code === code)
}

function refuse(refusal: Refusal | null): void {
  if (refusal !== null) throw new Refused(422, refusal)
}

function record(work: Work, what: string, code: string, asked: Adjustment | NewUnit): Promise<void> {
  return audit(work.tx, `network.${what}`, { kind: 'unit', id: code }, asked)
}
