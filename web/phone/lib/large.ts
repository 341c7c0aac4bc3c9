import { keep, recall } from './keep.ts'

/** Whether this phone shows large type. */
export function isLarge(): boolean {
  return recall('large', false)
}

/** Switches to large type (20 px) or back (16 px), for good. */
export function setLarge(wanted: boolean): void {
  keep('large', wanted ? true : null)
  showSize()
}

/** Gives the page its size; every measure of the style sheet hangs on it. */
export function showSize(): void {
  document.documentElement.toggleAttribute('data-large', isLarge())
}
