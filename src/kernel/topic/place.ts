import type { ThemeLevel } from '#contract/topic.ts'
import type { UnitFacts } from '#kernel/network/read.ts'
import type { Picture } from './picture.ts'

/** The units of the region by id, as of a day. */
export type Units = ReadonlyMap<string, UnitFacts>

/** Where people distil: a school's group (by its subject), a school, a cluster, the region. */
export type Place = { level: ThemeLevel; unit: UnitFacts; subject: string | null }

const CATEGORIES: Record<ThemeLevel, UnitFacts['category']> = {
  group: 'school',
  school: 'school',
  cluster: 'cluster',
  region: 'region',
}

/** Whether a unit is of the kind that distils at a level. */
export function fitsLevel(unit: UnitFacts, level: ThemeLevel): boolean {
  return unit.category === CATEGORIES[level]
}

/** The cluster above a school; undefined for a school directly below the region. */
export function clusterOf(unitId: string, units: Units): UnitFacts | undefined {
  for (let at = units.get(unitId); at !== undefined; at = units.get(at.parentId ?? '')) {
    if (at.category === 'cluster') return at
    if (at.parentId === at.id) return undefined
  }
  return undefined
}

/**
 * What is for a place to look at, whether open or not: a group's problems; a school's group topics and, where it skipped
 * the groups, its problems themselves; a cluster's school themes; the region's cluster themes, and the school themes
 * of schools without a cluster.
 */
export function itemsFor(picture: Picture, place: Place, units: Units): string[] {
  const { level, unit, subject } = place
  const problems = [...picture.problems.values()].filter((one) => one.unitId === unit.id)
  const themes = [...picture.themes.values()]
  const ids = (list: readonly { id: string }[]): string[] => list.map((one) => one.id)
  switch (level) {
    case 'group':
      return ids(problems.filter((one) => one.subject === subject))
    case 'school':
      return [
        ...ids(themes.filter((one) => one.level === 'group' && one.unitId === unit.id)),
        ...ids(problems),
      ]
    case 'cluster':
      return ids(
        themes.filter((one) => one.level === 'school' && clusterOf(one.unitId, units)?.id === unit.id),
      )
    case 'region':
      return ids(
        themes.filter(
          (one) =>
            one.level === 'cluster' || (one.level === 'school' && clusterOf(one.unitId, units) === undefined),
        ),
      )
  }
}

/** The themes that were distilled at a place. */
export function themesAt(picture: Picture, { level, unit, subject }: Place): string[] {
  return [...picture.themes.values()]
    .filter((one) => one.level === level && one.unitId === unit.id && one.subject === subject)
    .map((one) => one.id)
}
