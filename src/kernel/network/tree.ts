import type { UnitRef } from '#contract/common.ts'
import type { NetworkNode } from '#contract/network.ts'
import { LOCALITIES, SCHOOL_KINDS, UNIT_CATEGORIES } from '#contract/vocabulary.ts'
import type { Locality, SchoolKind, UnitCategory } from '#contract/vocabulary.ts'
import type { Day } from '#lib/dates.ts'

/** A unit with what held of it on a day (or last, once it is closed). */
export type UnitFacts = {
  id: string
  code: string
  name: string
  parentId: string | null
  category: UnitCategory
  kind: SchoolKind | null
  urban: Locality | null
  town: string | null
  openedOn: Day | null
  closedOn: Day | null
  successorId: string | null
}

/** The network as of a day, by unit id and by code. */
export type Tree = { day: Day; nodes: NetworkNode[]; facts: ReadonlyMap<string, UnitFacts> }

/** True while the unit exists: `closedOn` is the first day on which it is gone. */
export function inForce(unit: UnitFacts, day: Day): boolean {
  return (unit.openedOn === null || unit.openedOn <= day) && (unit.closedOn === null || day < unit.closedOn)
}

/**
 * The nodes as of a day, with schools and people counted at every level above them.
 * @param people how many people count at each unit itself, by unit id.
 */
export function buildTree(units: readonly UnitFacts[], people: ReadonlyMap<string, number>, day: Day): Tree {
  const facts = new Map(units.map((unit) => [unit.id, unit]))
  const schools = new Map<string, number>()
  const teachers = new Map<string, number>()
  for (const unit of units) {
    const lineage = lineageOf(unit, facts)
    if (unit.category === 'school' && inForce(unit, day)) addToAll(schools, lineage, 1)
    addToAll(teachers, lineage, people.get(unit.id) ?? 0)
  }
  const nodes = units.map((unit) =>
    nodeOf(unit, facts, { schools: schools.get(unit.id) ?? 0, teachers: teachers.get(unit.id) ?? 0 }),
  )
  return { day, nodes, facts }
}

/** A unit and those above it, from itself to the root. A circle in what was imported ends where it closes. */
export function lineageOf(unit: UnitFacts, facts: ReadonlyMap<string, UnitFacts>): UnitFacts[] {
  const seen = new Set<UnitFacts>()
  for (let at: UnitFacts | undefined = unit; at !== undefined && !seen.has(at); at = above(at, facts))
    seen.add(at)
  return [...seen]
}

function above(unit: UnitFacts, facts: ReadonlyMap<string, UnitFacts>): UnitFacts | undefined {
  return unit.parentId === null ? undefined : facts.get(unit.parentId)
}

function addToAll(counts: Map<string, number>, units: readonly UnitFacts[], count: number): void {
  for (const unit of units) counts.set(unit.id, (counts.get(unit.id) ?? 0) + count)
}

/** How people are shown a unit. */
export function refOf(unit: UnitFacts): UnitRef {
  return { code: unit.code, name: unit.name }
}

function nodeOf(
  unit: UnitFacts,
  facts: ReadonlyMap<string, UnitFacts>,
  counts: { schools: number; teachers: number },
): NetworkNode {
  const successor = unit.successorId === null ? undefined : facts.get(unit.successorId)
  return {
    ...refOf(unit),
    parent: above(unit, facts)?.code ?? null,
    category: unit.category,
    categoryWord: UNIT_CATEGORIES[unit.category],
    kindWord: unit.kind === null ? null : SCHOOL_KINDS[unit.kind],
    urbanWord: unit.urban === null ? null : LOCALITIES[unit.urban],
    town: unit.town,
    opened: unit.openedOn,
    closed: unit.closedOn,
    successor: successor === undefined ? null : refOf(successor),
    ...counts,
  }
}
