import type { NewUnit } from '#contract/network.ts'
import { UNIT_CATEGORIES } from '#contract/vocabulary.ts'
import type { UnitCategory } from '#contract/vocabulary.ts'
import type { Day } from '#lib/dates.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { UnitRow } from './store.ts'
import { inForce, lineageOf, type UnitFacts } from './tree.ts'

/** Below what a unit may stand. A teaching point stands below its central school, an area's clusters below it. */
const PARENTS: Record<UnitCategory, readonly UnitCategory[]> = {
  region: [],
  centre: ['region'],
  cluster: ['region', 'cluster'],
  school: ['region', 'cluster', 'school'],
  external: ['region'],
}

type Network = ReadonlyMap<string, UnitFacts>

/** Whether a unit may stand below another from a day on. @returns null, or why not. */
export function refuseParent(category: UnitCategory, parent: UnitFacts | undefined, on: Day): Refusal | null {
  if (parent === undefined || !inForce(parent, on)) {
    return {
      code: 'parent-missing',
      because: `上级单位在 ${on} 还没有或已撤并，请另选上级。`,
      field: 'parent',
    }
  }
  if (PARENTS[category].includes(parent.category)) return null
  const allowed = PARENTS[category].map((one) => UNIT_CATEGORIES[one]).join('、')
  return {
    code: 'parent-category',
    because: `${UNIT_CATEGORIES[category]}只能隶属于${allowed}，${parent.name}是${UNIT_CATEGORIES[parent.category]}。`,
    field: 'parent',
  }
}

/** Whether a unit may be opened as asked. */
export function refuseOpening(asked: NewUnit, taken: boolean, parent: UnitFacts | undefined): Refusal | null {
  if (taken) {
    return {
      code: 'code-taken',
      because: `单位代码 ${asked.code} 已经用过。代码终身不变，请换一个新的。`,
      field: 'code',
    }
  }
  return refuseParent(asked.category, parent, asked.on)
}

/** Whether anything of a unit may be adjusted on a day. */
export function refuseAdjusting(unit: UnitRow, on: Day): Refusal | null {
  if (unit.closedOn !== null) {
    return { code: 'closed', because: `该单位已于 ${unit.closedOn} 撤并，不能再调整。` }
  }
  if (unit.openedOn !== null && on < unit.openedOn) {
    return { code: 'not-open', because: `该单位 ${unit.openedOn} 才启用，调整不能早于这一天。`, field: 'on' }
  }
  return null
}

/** Whether a unit may move below another: never below itself or what is below it. */
export function refuseMove(
  unit: UnitRow,
  parent: UnitFacts | undefined,
  network: Network,
  on: Day,
): Refusal | null {
  const refusal = unit.category === 'region' ? rootStays('调整隶属') : refuseParent(unit.category, parent, on)
  if (refusal !== null || parent === undefined) return refusal
  if (!lineageOf(parent, network).some((above) => above.id === unit.id)) return null
  return { code: 'circle', because: `${parent.name}就在该单位之下，不能反过来作它的上级。`, field: 'parent' }
}

/** Whether a unit may be merged into another on a day. */
export function refuseMerging(
  unit: UnitRow,
  successor: UnitFacts | undefined,
  below: readonly { name: string }[],
  on: Day,
): Refusal | null {
  if (unit.category === 'region') return rootStays('并入别的单位')
  if (successor === undefined || !inForce(successor, on)) {
    return {
      code: 'successor-missing',
      because: `并入单位在 ${on} 还没有或已撤并，请另选。`,
      field: 'successor',
    }
  }
  if (successor.id === unit.id) {
    return { code: 'successor-self', because: '不能并入自己，请选另一个单位。', field: 'successor' }
  }
  if (successor.category !== unit.category) return otherCategory(unit.category, successor)
  return refuseWithUnitsBelow(below)
}

function otherCategory(category: UnitCategory, successor: UnitFacts): Refusal {
  return {
    code: 'successor-category',
    because: `${UNIT_CATEGORIES[category]}只能并入${UNIT_CATEGORIES[category]}，${successor.name}是${UNIT_CATEGORIES[successor.category]}。`,
    field: 'successor',
  }
}

/** Whether a unit may be closed without a successor: nobody may be left in it. */
export function refuseClosing(
  unit: UnitRow,
  people: number,
  below: readonly { name: string }[],
): Refusal | null {
  if (unit.category === 'region') return rootStays('撤销')
  if (people > 0) {
    return {
      code: 'people-left',
      because: `还有 ${people} 名教师在该单位。请先把他们调到别的单位，或改用“并入”并选定并入单位。`,
    }
  }
  return refuseWithUnitsBelow(below)
}

function refuseWithUnitsBelow(below: readonly { name: string }[]): Refusal | null {
  if (below.length === 0) return null
  const named = below.slice(0, 3).map((unit) => unit.name)
  const more = below.length > named.length ? ` 等 ${below.length} 个单位` : ''
  return { code: 'units-below', because: `${named.join('、')}${more}仍隶属于它，请先把它们调整到别的上级。` }
}

function rootStays(what: string): Refusal {
  return { code: 'root', because: `区域本级不能${what}。` }
}
