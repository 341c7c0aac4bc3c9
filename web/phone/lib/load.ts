import type { Problem } from '#contract/common.ts'
import type { Answer } from './api.ts'
import { cell } from './cell.ts'
import type { Cell } from './cell.ts'
import { keep, recall } from './keep.ts'
import { signedIn } from './session.ts'

/** `value` may be of an earlier visit; `failure` says why there is nothing newer. */
export type Loaded<T> = { value: T | null; failure: Problem | null; again: () => void }

/** What the server says, with what it said last time until then; `name` is where the phone keeps it. */
export function load<T>(name: string, ask: () => Promise<Answer<T>>): Cell<Loaded<T>> {
  const askNow = async (): Promise<void> => {
    const answer = await ask()
    if (answer.ok) keep(`seen.${name}`, answer.value)
    else if (answer.status === 401) return signedIn.set(false)
    const value = answer.ok ? answer.value : loaded.get().value
    loaded.set({ value, failure: answer.ok ? null : answer.problem, again })
  }
  const again = (): void => void askNow()
  const loaded = cell<Loaded<T>>({ value: recall<T | null>(`seen.${name}`, null), failure: null, again })
  again()
  return loaded
}
