import { useEffect, useRef, useState } from 'react'
import { saveDraft } from '#contract/case.ts'
import type { FormField, FormValues } from '#contract/case-form.ts'
import { kept, keep } from '../lib/draft.ts'
import { mayRetry, useChange } from '../lib/use-call.ts'
import { toTyped, toValues } from './case-form-values.ts'
import type { Typed } from './case-form-values.ts'

/** How long after the last key a draft is sent, and how long after a lost line again. */
const PAUSE_MS = 900
const RETRY_MS = 5000

/** How a form stands that is being filled in: with the server, on its way there, kept here only, or refused. */
export type DraftState = 'saved' | 'saving' | 'kept' | 'refused'
export type CaseDraft = {
  typed: Typed
  type: (field: string, text: string) => void
  state: DraftState
  error: Error | null
}

type Asked = { id: string; fields: readonly FormField[]; form: FormValues }

/**
 * The form of a case while it is filled in. Every change is kept in this browser at once and on the server a moment
 * later, one after the other; without a line it is sent again until it arrives.
 */
export function useCaseDraft({ id, fields, form }: Asked): CaseDraft {
  const name = `case.${id}`
  const [typed, setTyped] = useState<Typed>(() => kept(name, toTyped(form)))
  const [unsent, setUnsent] = useState(() => kept<Typed | null>(name, null) !== null)
  const [failed, setFailed] = useState<{ typed: Typed; error: Error } | null>(null)
  const newest = useRef(typed)
  const { mutate, isPending, isPaused } = useChange(saveDraft)
  const lost = failed?.typed === typed
  const refused = lost && !mayRetry(failed.error)
  useEffect(() => {
    if (!unsent || isPending || refused) return undefined
    const send = () =>
      mutate(
        { params: { id }, body: { form: toValues(fields, typed) } },
        {
          onSuccess: () => {
            // what was typed while this was on its way is sent next
            if (newest.current !== typed) return
            keep(name, null)
            setUnsent(false)
          },
          onError: (error) => setFailed({ typed, error }),
        },
      )
    const timer = setTimeout(send, lost ? RETRY_MS : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, unsent, isPending, refused, lost, failed, fields, id, name, mutate])
  const type = (field: string, text: string) => {
    newest.current = { ...newest.current, [field]: text }
    setTyped(newest.current)
    keep(name, newest.current)
    setUnsent(true)
  }
  const state = stateOf({ unsent, refused, lost: lost || isPaused })
  return { typed, type, state, error: refused ? failed.error : null }
}

function stateOf({
  unsent,
  refused,
  lost,
}: {
  unsent: boolean
  refused: boolean
  lost: boolean
}): DraftState {
  if (!unsent) return 'saved'
  if (refused) return 'refused'
  return lost ? 'kept' : 'saving'
}
