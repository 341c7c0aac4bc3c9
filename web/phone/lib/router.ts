import { cell } from './cell.ts'

/** The path that is shown. */
export const path = cell(location.pathname)

let renewed = false

/** A newer version of the pages has been fetched: the next step loads it. */
export function renewOnNextStep(): void {
  renewed = true
}

/** Goes to a path of the phone; `replace` leaves no step behind for the Back button. */
export function go(next: string, replace = false): void {
  if (renewed) return location.assign(next)
  if (replace) history.replaceState(null, '', next)
  else history.pushState(null, '', next)
  path.set(next)
  scrollTo(0, 0)
}

addEventListener('popstate', () => path.set(location.pathname))
