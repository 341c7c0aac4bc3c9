import type { Cell } from '../lib/cell.ts'
import { append } from './jsx-runtime.ts'
import type { Child } from './jsx-runtime.ts'

let scope: (() => void)[] = []

/** Calls this when the part of the page that is being drawn goes away. */
export function onLeave(end: () => void): void {
  scope.push(end)
}

function redraw(place: Element, ends: (() => void)[], draw: () => Child): void {
  for (const end of ends.splice(0)) end()
  const held = place.contains(document.activeElement) ? (document.activeElement?.id ?? '') : ''
  const outer = scope
  scope = ends
  try {
    const drawn = document.createDocumentFragment()
    append(drawn, draw())
    place.replaceChildren(drawn)
  } finally {
    scope = outer
  }
  if (held !== '') document.getElementById(held)?.focus()
}

/**
 * A part of the page that is drawn anew whenever the cell changes. An element with an id keeps the focus;
 * what the part began (`onLeave`) ends before it is drawn again.
 */
export function live<T>(cell: Cell<T>, draw: (value: T) => Child): HTMLElement {
  const place = document.createElement('div')
  place.className = 'live'
  const ends: (() => void)[] = []
  const show = (): void => redraw(place, ends, () => draw(cell.get()))
  onLeave(cell.watch(show))
  onLeave(() => {
    for (const end of ends.splice(0)) end()
  })
  show()
  return place
}
