/** Room for a few at a time; who finds none waits in line, for so long and no longer. */
export type Turns = {
  /** @param waitMs how long to wait. @returns false when no room came free in that time; else `leave` must follow. */
  enter(waitMs: number): Promise<boolean>
  leave(): void
}

/** @param most how many at a time. */
export function turns(most: number): Turns {
  let busy = 0
  const waiting = new Set<() => void>()
  return {
    enter: async (waitMs) => {
      if (busy < most) {
        busy += 1
        return true
      }
      const { promise, resolve } = Promise.withResolvers<boolean>()
      const go = (): void => resolve(true)
      waiting.add(go)
      const timer = setTimeout(() => {
        // whoever was called in the meantime stays in
        if (waiting.delete(go)) resolve(false)
      }, waitMs)
      return promise.finally(() => clearTimeout(timer))
    },
    leave: () => {
      const [next] = waiting
      if (next === undefined) busy -= 1
      else {
        waiting.delete(next)
        next()
      }
    },
  }
}
