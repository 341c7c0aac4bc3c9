import { network } from '#contract/network.ts'
import type { NetworkNode } from '#contract/network.ts'
import type { Choice } from '../ui/field.tsx'
import { useYear } from './session.ts'
import { useCall } from './use-call.ts'

/** Every unit of the year, in the tree's order; empty until it is there. */
export function useUnits(): readonly NetworkNode[] {
  const year = useYear()
  return useCall(network, { query: { year } }).data?.nodes ?? []
}

/** The units to choose from, indented by their depth. */
export function useUnitChoices(categories?: readonly NetworkNode['category'][]): Choice[] {
  const units = useUnits()
  const byCode = new Map(units.map((unit) => [unit.code, unit]))
  return units
    .filter((unit) => categories === undefined || categories.includes(unit.category))
    .map((unit) => ({ value: unit.code, label: `${'  '.repeat(depth(unit, byCode))}${unit.name}` }))
}

/** How far below the top a unit lies; a cycle in the records ends the walk. */
function depth(unit: NetworkNode, byCode: ReadonlyMap<string, NetworkNode>): number {
  const seen = new Set<string>()
  let at: NetworkNode | undefined = unit
  while (at !== undefined && at.parent !== null && !seen.has(at.code)) {
    seen.add(at.code)
    at = byCode.get(at.parent)
  }
  return seen.size
}

/** A unit's name by its code; the code itself until it is known. */
export function useUnitName(code: string | undefined): string | undefined {
  const units = useUnits()
  return code === undefined || code === ''
    ? undefined
    : (units.find((unit) => unit.code === code)?.name ?? code)
}
