import { useMemo, useReducer } from 'react'
import type { RosterRow } from '#contract/activity.ts'
import { keep, kept } from '../../../lib/draft.ts'
import { applyEdits, keyOf, markAt } from './marks.ts'
import type { Edit, Edits, Mark } from './marks.ts'

type State = { edits: Edits; past: readonly Edits[]; future: readonly Edits[]; key: string }
type Step = { do: 'edit'; edits: Edits } | { do: 'undo' } | { do: 'redo' } | { do: 'saved' }

/** How many steps can be taken back. */
const STEPS = 200

function reduce(state: State, step: Step): State {
  const key = crypto.randomUUID()
  if (step.do === 'saved') return { edits: new Map(), past: [], future: [], key }
  if (step.do === 'edit') {
    return { edits: step.edits, past: [...state.past, state.edits].slice(-STEPS), future: [], key }
  }
  if (step.do === 'undo') {
    const before = state.past.at(-1)
    if (before === undefined) return state
    return { edits: before, past: state.past.slice(0, -1), future: [state.edits, ...state.future], key }
  }
  const [after, ...rest] = state.future
  return after === undefined ? state : { edits: after, past: [...state.past, state.edits], future: rest, key }
}

export type Sheet = {
  edits: Edits
  /** One key for one set of edits: sent again after a lost answer it has one effect. */
  key: string
  markOf: (row: RosterRow, slot: number) => Mark
  change: (more: readonly Edit[]) => void
  undo: () => void
  redo: () => void
  saved: () => void
}

/** The attendance sheet with what is typed and not yet saved; that stays in this browser until it is saved. */
export function useSheet(activity: string, roster: readonly RosterRow[]): Sheet {
  const name = `attendance.${activity}`
  const savedMark = useMemo(() => {
    const rows = new Map(roster.map((row) => [row.p, row.marks]))
    return (p: string, slot: number): Mark => markAt(rows.get(p) ?? '', slot)
  }, [roster])
  const [state, step] = useReducer(reduce, null, () => {
    const draft = kept<Edit[]>(name, [])
    return { edits: applyEdits(new Map(), draft, savedMark), past: [], future: [], key: crypto.randomUUID() }
  })
  const remember = (edits: Edits) => keep(name, edits.size === 0 ? null : [...edits.values()])
  return {
    edits: state.edits,
    key: state.key,
    markOf: (row, slot) => {
      const edit = state.edits.get(keyOf(row.p, slot))
      return edit === undefined ? markAt(row.marks, slot) : edit.status
    },
    change: (more) => {
      const edits = applyEdits(state.edits, more, savedMark)
      remember(edits)
      step({ do: 'edit', edits })
    },
    undo: () => {
      remember(state.past.at(-1) ?? state.edits)
      step({ do: 'undo' })
    },
    redo: () => {
      remember(state.future[0] ?? state.edits)
      step({ do: 'redo' })
    },
    saved: () => {
      keep(name, null)
      step({ do: 'saved' })
    },
  }
}
