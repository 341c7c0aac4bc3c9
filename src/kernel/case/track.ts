import type { CaseEvent } from './fold.ts'
import type { Setting } from './may.ts'
import { nextStage, stagesOf, type Placed } from './steps.ts'

/** How a stage stands for a case; `stopped` is where it was refused, taken back or ran out of time. */
export type Stand = 'done' | 'here' | 'ahead' | 'skipped' | 'stopped'

/** A stage with how it stands, and when the case last left it. */
export type Stop = Placed & { state: Stand; at: Date | null }

/** The stages of a case as its events have gone through them. */
export function stopsOf(setting: Setting, events: readonly CaseEvent[]): Stop[] {
  const { definition, state, facts, params } = setting
  const stages = stagesOf(definition)
  const at = state.stage ?? (state.status === 'draft' ? nextStage(definition, null, facts, params) : null)
  const here = stages.findIndex(({ id }) => id === at)
  const last = events.findLast(({ ending }) => ending !== null)
  const stop = last === undefined || last.ending === 'granted' ? null : last.stage
  const stopped = stages.findIndex(({ id }) => id === stop)
  return stages.map((placed, index) => {
    const left = leftBy(events, placed.id)
    const applies = placed.stage.onlyIf?.(facts, params) !== false
    const stands =
      state.status === 'ended' ? ended({ index, stopped, left }) : underWay({ index, here, applies })
    return { ...placed, state: stands, at: left?.at ?? null }
  })
}

/** The newest event by which the case left a stage; what was taken back after the end left none. */
function leftBy(events: readonly CaseEvent[], id: string): CaseEvent | undefined {
  return events.findLast(({ kind, stage, next }) => stage === id && next !== id && kind !== 'annulled')
}

const GONE_THROUGH: ReadonlySet<CaseEvent['kind']> = new Set<CaseEvent['kind']>(['submitted', 'passed'])

type Ended = { index: number; stopped: number; left: CaseEvent | undefined }

/** Of a case that ended: what lies behind the stage where it stopped would have come again. */
function ended({ index, stopped, left }: Ended): Stand {
  if (index === stopped) return 'stopped'
  if (left === undefined || (stopped >= 0 && index > stopped)) return 'skipped'
  return GONE_THROUGH.has(left.kind) ? 'done' : 'skipped'
}

function underWay({ index, here, applies }: { index: number; here: number; applies: boolean }): Stand {
  if (index === here) return 'here'
  if (!applies) return 'skipped'
  return index < here ? 'done' : 'ahead'
}
