import { actionOf } from '#kernel/action.ts'
import type { Action } from '#contract/common.ts'
import type { ThemeLevel, TopicProgressRow, TopicRoundRow } from '#contract/topic.ts'
import type { Work } from '#kernel/call.ts'
import { inForce, treeOfYear } from '#kernel/network/read.ts'
import type { UnitFacts } from '#kernel/network/read.ts'
import { dayAt } from '#lib/dates.ts'
import { mayLookAt, unitsToday } from './load.ts'
import { isOpen } from './picture.ts'
import type { Picture } from './picture.ts'
import { itemsFor, themesAt } from './place.ts'
import type { Place, Units } from './place.ts'
import { loadPicture, rounds } from './store.ts'
import { peopleOf, roundView } from './view.ts'

type RoundsView = { rounds: TopicRoundRow[]; actions: Action[] }

/** The rounds of a year, each counted over what the caller sees. */
export async function roundsOfYear(work: Work, year: number): Promise<RoundsView> {
  const found = await rounds(work, year)
  const views: TopicRoundRow[] = []
  for (const { id } of found) views.push(roundView(work, await loadPicture(work, id)))
  return { rounds: views, actions: [centreAction(work, 'open')] }
}

function centreAction({ caller }: Work, id: string): Action {
  return actionOf(id, caller.role === 'officer' ? null : '征集轮次由县级中心发起和调整。')
}

type RoundPage = {
  round: TopicRoundRow
  rows: TopicProgressRow[]
  mine: { level: ThemeLevel; unit: string } | null
  actions: Action[]
}

/** How far every unit is that the caller looks at; and where the caller's own work lies. @throws Refused 404 */
export async function roundPage(work: Work, id: string): Promise<RoundPage> {
  const picture = await loadPicture(work, id)
  const units = await unitsToday(work)
  const { nodes } = await treeOfYear(work, picture.round.year)
  const teachers = new Map(nodes.map((node) => [node.code, node.teachers]))
  const places = placesOf(work, units)
  return {
    round: roundView(work, picture),
    rows: places.map((place) => rowOf(picture, units, teachers, place)),
    mine: ownPlace(work, units),
    actions: [centreAction(work, 'move-deadline')],
  }
}

/** The region, its clusters and its schools as far as the caller looks at them, from the top. */
function placesOf(work: Work, units: Units): Place[] {
  const today = dayAt(work.now)
  const seen = [...units.values()].filter((unit) => inForce(unit, today) && mayLookAt(work, unit.id, units))
  const levels = ['region', 'cluster', 'school'] as const
  return levels.flatMap((level) =>
    seen.filter((unit) => unit.category === level).map((unit) => ({ level, unit, subject: null })),
  )
}

function rowOf(
  picture: Picture,
  units: Units,
  teachers: ReadonlyMap<string, number>,
  place: Place,
): TopicProgressRow {
  const below = new Set(
    [...units.values()].filter((unit) => isBelow(unit, place.unit, units)).map((unit) => unit.id),
  )
  const problems = [...picture.problems.values()].filter((problem) => below.has(problem.unitId))
  const open = itemsFor(picture, place, units).filter((item) => isOpen(picture, item))
  return {
    unit: { code: place.unit.code, name: place.unit.name },
    level: place.level,
    stated: peopleOf(problems),
    teachers: teachers.get(place.unit.code) ?? 0,
    problems: problems.length,
    themes: themesAt(picture, place).length,
    open: open.length,
  }
}

function isBelow(unit: UnitFacts, top: UnitFacts, units: Units): boolean {
  for (let at: UnitFacts | undefined = unit; at !== undefined; at = units.get(at.parentId ?? '')) {
    if (at.id === top.id) return true
    if (at.parentId === at.id) return false
  }
  return false
}

function ownPlace({ caller }: Work, units: Units): RoundPage['mine'] {
  const unit = units.get(caller.unit ?? '')
  if (caller.role === 'school' && unit !== undefined) return { level: 'school', unit: unit.code }
  if (caller.role === 'cluster' && unit !== undefined) return { level: 'cluster', unit: unit.code }
  const root = [...units.values()].find((one) => one.category === 'region')
  return caller.role === 'officer' && root !== undefined ? { level: 'region', unit: root.code } : null
}
