import type { Result } from './check-in.ts'
import { now } from './time.ts'

/** A hall that waited for the opening must not ask in the same instant, milliseconds. */
const SPREAD = 1_000
/** When the opening has passed by the phone's reckoning and the server still says no. */
const LEAST_WAIT = 10_000
/** Longer timers are cut off by browsers; the next round waits for the rest. */
const LONGEST_WAIT = 3_600_000

/** Milliseconds until the next try of a check-in that opens at `opensAt`. */
export function waitUntil(opensAt: number, asOf: number): number {
  const rest = opensAt - asOf
  return rest > 0 ? Math.min(rest, LONGEST_WAIT) : LEAST_WAIT
}

/** Plans a try for when the check-in opens; returns what calls it off. */
export function planReopening(result: Result | null, again: () => void): () => void {
  if (result?.kind !== 'answered' || result.reply.outcome !== 'not-open') return () => {}
  const opensAt = result.reply.opensAt === null ? now() : Date.parse(result.reply.opensAt)
  const timer = setTimeout(again, waitUntil(opensAt, now()) + Math.random() * SPREAD)
  return () => clearTimeout(timer)
}
