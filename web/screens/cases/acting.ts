import { actOnCase, actOnCases } from '#contract/case.ts'
import type { CaseAction, CaseRow } from '#contract/case.ts'
import type { CaseData } from '../../engine/panels.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'

export type Acting = {
  busy: boolean
  /** Why the last try was refused. */
  failed: string | undefined
  run: (action: CaseAction, then: () => void) => void
  /** Closes a dialog, so that the next one does not begin with why this one was refused. */
  leave: (close: () => void) => void
}

/** Acts on a case as it was seen: who comes second is told. */
export function useAct({ row }: CaseData): Acting {
  const { mutate, ...change } = useChange(actOnCase)
  const run = (action: CaseAction, then: () => void) =>
    mutate(
      { params: { id: row.id }, body: { key: crypto.randomUUID(), version: row.version, action } },
      { onSuccess: then },
    )
  return { ...standing(change), run }
}

/** The same with many cases: all of them, or none with the reasons. */
export function useActTogether(chosen: readonly CaseRow[]): Acting {
  const { mutate, ...change } = useChange(actOnCases)
  const cases = chosen.map(({ id, version }) => ({ id, version }))
  const run = (action: CaseAction, then: () => void) =>
    mutate({ body: { key: crypto.randomUUID(), cases, action } }, { onSuccess: then })
  return { ...standing(change), run }
}

type Change = { isPending: boolean; isError: boolean; error: Error | null; reset: () => void }

function standing({ isPending, isError, error, reset }: Change): Omit<Acting, 'run'> {
  const leave = (close: () => void) => {
    reset()
    close()
  }
  return { busy: isPending, failed: isError ? wordsOf(error) : undefined, leave }
}
