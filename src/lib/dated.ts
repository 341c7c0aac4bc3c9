import { addDays, type Day } from './dates.ts'
import type { Refusal } from './refusal.ts'

/** What held over the days [from, to); null is open. */
export type Period = { from: Day | null; to: Day | null }

/**
 * How a change takes effect on a day: `rewrite` when the state that holds began on that very day, otherwise
 * `split`: it ends before the day and a new one begins.
 */
export type ChangePlan<T extends Period> = { kind: 'rewrite' | 'split'; current: T }

/** True when the day lies in the period. */
export function holdsOn(period: Period, day: Day): boolean {
  return (period.from === null || period.from <= day) && (period.to === null || day < period.to)
}

/**
 * Where a change of a day falls among what held when. A change before another one that is already on record is
 * refused: nobody can know whether the later one was meant to keep it.
 * @param what whose states these are, in the user's words.
 */
export function planChange<T extends Period>(
  states: readonly T[],
  day: Day,
  what: string,
): ChangePlan<T> | Refusal {
  const later = states.find((state) => state.from !== null && state.from > day)
  if (later?.from) {
    return {
      code: 'later-change',
      because: `${what}在 ${later.from} 已有一次变动，不能再补记早于它的 ${day}。请改用 ${later.from} 之后的日期，或先更正那一次。`,
      field: 'on',
    }
  }
  const current = states.find((state) => holdsOn(state, day))
  if (current === undefined) return outside(states, day, what)
  return { kind: current.from === day ? 'rewrite' : 'split', current }
}

function outside(states: readonly Period[], day: Day, what: string): Refusal {
  const end = states
    .map((state) => state.to)
    .filter((to) => to !== null)
    .toSorted()
    .at(-1)
  const known = end === undefined ? '没有任何记录' : `的记录到 ${addDays(end, -1)} 为止`
  return { code: 'not-in-force', because: `${what}${known}，${day} 不在其中。请核对日期。`, field: 'on' }
}

/** True for the refusal among the answers of a rule. */
export function isRefusal(answer: object): answer is Refusal {
  return 'because' in answer
}
