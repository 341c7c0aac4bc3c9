/** A value that the page shows and follows. */
export type Cell<T> = { get: () => T; set: (next: T) => void; watch: (listener: () => void) => () => void }

/** Makes a cell; whoever watches is told after each change, and stops by calling what `watch` returned. */
export function cell<T>(first: T): Cell<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return
      value = next
      for (const listener of listeners) listener()
    },
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
