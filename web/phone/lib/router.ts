import { cell } from './cell.ts'

/** A path of the phone; going to the same one again is a step too, and draws it anew. */
export type Step = { path: string }

/** What is shown. */
export const step = cell<Step>({ path: location.pathname })

let renewed = false

/** A newer version of the pages has been fetched: the next step loads it. */
export function renewOnNextStep(): void {
  renewed = true
}

/** Goes to a path of the phone; `replace` leaves nothing behind for the Back button. */
export function go(next: string, replace = false): void {
  if (renewed) return location.assign(next)
  if (replace || next === location.pathname) history.replaceState(null, '', next)
  else history.pushState(null, '', next)
  step.set({ path: next })
  scrollTo(0, 0)
}

addEventListener('popstate', () => step.set({ path: location.pathname }))
