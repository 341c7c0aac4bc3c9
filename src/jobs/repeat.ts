import { setTimeout as delay } from 'node:timers/promises'

/** Something that goes on until it is told to stop; `stop` resolves once the last round has ended. */
export type Running = { stop(): Promise<void> }

/**
 * Runs `round` again and again with a pause of `everyMs` after each. A round that fails is reported and the next one
 * comes as usual: the database may just be restarting.
 */
export function repeatedly(
  everyMs: number,
  round: () => Promise<void>,
  onError: (error: unknown) => void,
): Running {
  const ending = new AbortController()
  const loop = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await round().catch(onError)
      await delay(everyMs, undefined, { signal: ending.signal, ref: false }).catch(() => undefined)
    }
  }
  const running = loop()
  return {
    stop: async () => {
      ending.abort()
      await running
    },
  }
}
