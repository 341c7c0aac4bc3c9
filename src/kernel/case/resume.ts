import type { Setting } from './may.ts'
import { stagesOf } from './steps.ts'

/**
 * What was returned goes back to who returned it; first come stages that what was changed has made necessary, and
 * reviews of what judges saw otherwise. With a category of its own it is another application, and goes through all of
 * them.
 */
export function resumedAt(
  { definition, state, facts, params, anew }: Setting,
  handedInAt: string,
): string | null {
  const stages = stagesOf(definition)
  const returnedAt = stages.findIndex(({ id }) => id === state.resumesAt)
  const from = stages.findIndex(({ id }) => id === handedInAt) + 1
  const ahead = stages.slice(from).find(({ id, stage }, index) => {
    const waits = from + index >= returnedAt || !state.passed.includes(id) || anew.includes(id)
    return waits && stage.onlyIf?.(facts, params) !== false
  })
  return ahead?.id ?? null
}
