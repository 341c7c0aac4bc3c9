import { judgesFields, judgesMaterials } from './judges-see.ts'
import type { Setting } from './may.ts'
import { stagesOf } from './steps.ts'

/** What a case that is handed in again has otherwise than before. */
export type Changes = {
  /** The stage at which it is handed in. */
  at: string
  /** Whether it is in another category: another application, to be judged among others. */
  category: boolean
  fields: readonly string[]
  /** Materials that have a file more. */
  materials: readonly string[]
}

/** The reviews behind it whose points were given for something else: judges see what was changed. */
export function reviewsAnew({ definition, state }: Setting, changes: Changes): string[] {
  const shown = [...judgesFields(definition), ...judgesMaterials(definition)]
  const seen = [...changes.fields, ...changes.materials].some((name) => shown.includes(name))
  if (!changes.category && !seen) return []
  const stages = stagesOf(definition)
  const from = stages.findIndex(({ id }) => id === changes.at) + 1
  return stages
    .slice(from)
    .filter(({ id, stage }) => stage.kind === 'review' && state.passed.includes(id))
    .map(({ id }) => id)
}
