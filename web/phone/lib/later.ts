import { live } from '../dom/live.ts'
import { cell } from './cell.ts'

/** A page whose script is fetched when it is first opened: `meanwhile` is shown until it is there, and without a network. */
export function later(fetchPage: () => Promise<() => Node>, meanwhile: () => Node): () => Node {
  return () => {
    const page = cell<(() => Node) | null>(null)
    const show = (found: () => Node): void => page.set(found)
    fetchPage().then(show, () => undefined)
    return live(page, (found) => (found ?? meanwhile)())
  }
}
