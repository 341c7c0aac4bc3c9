import type { Answer } from '../phone/lib/api.ts'
import { cell } from '../phone/lib/cell.ts'
import type { Cell } from '../phone/lib/cell.ts'
import type { Loaded } from '../phone/lib/load.ts'

/** What the server says now. Nothing of it stays on the device: names are public for a while only. */
export function asked<T>(ask: () => Promise<Answer<T>>): Cell<Loaded<T>> {
  const askNow = async (): Promise<void> => {
    const answer = await ask()
    const { value } = loaded.get()
    loaded.set(
      answer.ok ? { value: answer.value, failure: null, again } : { value, failure: answer.problem, again },
    )
  }
  const again = (): void => void askNow()
  const loaded = cell<Loaded<T>>({ value: null, failure: null, again })
  again()
  return loaded
}
