/** A unit in the network, as far as its place goes. */
type Placed = { id: string; parentId: string | null }

/** For each unit the ids of itself and all below it. A circle in what was imported ends where it closes. */
export function subtrees(units: readonly Placed[]): Map<string, Set<string>> {
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]))
  const below = new Map<string, Set<string>>(units.map((unit) => [unit.id, new Set()]))
  for (const unit of units) {
    for (
      let at: string | null | undefined = unit.id;
      at != null && below.has(at) && !below.get(at)?.has(unit.id);
      at = parents.get(at)
    )
      below.get(at)?.add(unit.id)
  }
  return below
}
