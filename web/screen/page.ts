/**
 * An element of screen.html by its id.
 * @throws when the page lacks it, which is a mistake of ours.
 */
export function part<E extends HTMLElement>(id: string, kind: new () => E): E {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`screen.html lacks #${id}`)
  return found
}

/** Writes a text where it differs, so that a screen reader is not told the same again. */
export function write(id: string, text: string): void {
  const place = part(id, HTMLElement)
  if (place.textContent !== text) place.textContent = text
}

/** Shows the element, or takes it away. */
export function show(id: string, shown: boolean): void {
  part(id, HTMLElement).hidden = !shown
}

/** A new element with a text. */
export function element(tag: string, text = '', className = ''): HTMLElement {
  const made = document.createElement(tag)
  made.textContent = text
  if (className !== '') made.className = className
  return made
}
