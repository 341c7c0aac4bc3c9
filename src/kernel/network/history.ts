import type { UnitHistoryRow } from '#contract/network.ts'
import { LOCALITIES, SCHOOL_KINDS } from '#contract/vocabulary.ts'
import { toLastDay, type Day } from '#lib/dates.ts'
import type { StateRow } from './store.ts'
import { refOf, type Tree, type UnitFacts } from './tree.ts'

/** What held of a unit when, oldest first; a closed one ends with the row that says what became of it. */
export function historyOf(unit: UnitFacts, states: readonly StateRow[], tree: Tree): UnitHistoryRow[] {
  const gone = unit.closedOn
  const rows = states
    .filter((state) => gone === null || state.from === null || state.from < gone)
    .map((state) => rowOf({ ...state, to: earlier(state.to, gone) }, tree))
  const last = states.at(-1)
  if (gone === null || last === undefined) return rows
  const document = last.from === gone ? last.document : null
  return [...rows, { ...rowOf(last, tree), from: gone, until: null, document, end: endWords(unit, tree) }]
}

function rowOf(state: StateRow, tree: Tree): UnitHistoryRow {
  const parent = state.parentId === null ? undefined : tree.facts.get(state.parentId)
  return {
    from: state.from,
    until: toLastDay(state.to),
    name: state.name,
    parent: parent === undefined ? null : refOf(parent),
    kindWord: state.kind === null ? null : SCHOOL_KINDS[state.kind],
    urbanWord: state.urban === null ? null : LOCALITIES[state.urban],
    document: state.document,
    end: null,
  }
}

function earlier(to: Day | null, gone: Day | null): Day | null {
  if (to === null || gone === null) return to ?? gone
  return to < gone ? to : gone
}

function endWords(unit: UnitFacts, tree: Tree): string {
  const successor = unit.successorId === null ? undefined : tree.facts.get(unit.successorId)
  return successor === undefined ? '撤销' : `并入${successor.name}`
}
