/** How often the hall's screen asks, milliseconds. */
export const PACE = 1500
const SLOWEST = 10_000
/** A code whose time has run out for longer is refused when scanned. */
const GRACE = 5

/** Milliseconds until the next question: sooner when the code changes before, slower after failures in a row. */
export function pauseAfter(failures: number, secondsLeft: number): number {
  if (failures > 0) return Math.min(PACE * 2 ** (failures - 1), SLOWEST)
  return secondsLeft > 0 ? Math.min(PACE, secondsLeft * 1000 + 50) : PACE
}

/** Whether the code shown would still be taken, `elapsed` seconds after it came with `secondsLeft` to go. */
export function isFresh(secondsLeft: number, elapsed: number): boolean {
  return elapsed < secondsLeft + GRACE
}

/** Seconds as people read them: 45 秒, 3 分 20 秒, or null beyond an hour, where the clock time says more. */
export function countdown(seconds: number): { minutes: number; seconds: number } | null {
  const whole = Math.max(0, Math.ceil(seconds))
  return whole >= 3600 ? null : { minutes: Math.floor(whole / 60), seconds: whole % 60 }
}
