import type { CaseDefinition, CaseFacts, Depends, Office, Stage, Submit } from './define.ts'

/** A stage with its id, as the mechanism walks through them. */
export type Placed = { id: string; stage: AnyStage }
export type AnyStage = Stage<Record<string, unknown>, Record<string, unknown>>
/** A stage at which something is handed in. */
export type Submitting = { id: string; stage: Submit<Record<string, unknown>, Record<string, unknown>> }
export type Facts = CaseFacts<Record<string, unknown>>
export type Params = Record<string, unknown>

/** The stages in the order of the definition. */
export function stagesOf(definition: CaseDefinition): Placed[] {
  return Object.entries<AnyStage>(definition.stages).map(([id, stage]) => ({ id, stage }))
}

/** @throws RangeError for a stage that the definition does not have. */
export function stageOf(definition: CaseDefinition, id: string): AnyStage {
  const found = stagesOf(definition).find((placed) => placed.id === id)
  if (found === undefined) throw new RangeError(`${definition.id} has no stage ${id}`)
  return found.stage
}

/** The stage after one, for this case; null at the end. Without `after` the first one. */
export function nextStage(
  definition: CaseDefinition,
  after: string | null,
  facts: Facts,
  params: Params,
): string | null {
  const stages = stagesOf(definition)
  const from = after === null ? 0 : stages.findIndex((placed) => placed.id === after) + 1
  return stages.slice(from).find(({ stage }) => stage.onlyIf?.(facts, params) !== false)?.id ?? null
}

/** The stage to which an upheld objection sends a case back: the newest one before it at which somebody judged. */
export function judgedBefore(definition: CaseDefinition, at: string, facts: Facts, params: Params): string {
  const stages = stagesOf(definition)
  const before = stages.slice(
    0,
    stages.findIndex((placed) => placed.id === at),
  )
  const judged = before.findLast(
    ({ stage }) =>
      ['check', 'review', 'decide'].includes(stage.kind) && stage.onlyIf?.(facts, params) !== false,
  )
  return judged?.id ?? at
}

/** The newest stage of this case before one at which the applicant hands something in: where a return leads to. */
export function handedInBefore(definition: CaseDefinition, at: string, facts: Facts, params: Params): string {
  const stages = stagesOf(definition)
  const before = stages.slice(
    0,
    stages.findIndex((placed) => placed.id === at),
  )
  const handedIn = before.findLast(
    ({ stage }) => stage.kind === 'submit' && stage.onlyIf?.(facts, params) !== false,
  )
  return handedIn?.id ?? at
}

/** Who acts at a stage of this case. */
export function officeAt(stage: AnyStage, facts: Facts, params: Params): Office {
  if (stage.kind === 'submit') return 'applicant'
  return typeof stage.by === 'string' ? stage.by : stage.by.depends(facts, params)
}

/** Everybody who can act at a stage. */
export function officesAt(stage: AnyStage): readonly Office[] {
  if (stage.kind === 'submit') return ['applicant']
  const by: Office | Depends<Record<string, unknown>, Params> = stage.by
  return typeof by === 'string' ? [by] : by.offices
}

/** The mark to be reached at a stage; null where there is none. */
export function passMarkOf(stage: AnyStage, params: Params): number | null {
  if (stage.kind === 'exam') return stage.passMark?.(params) ?? null
  return stage.kind === 'review' ? stage.judges(params).passMark : null
}
