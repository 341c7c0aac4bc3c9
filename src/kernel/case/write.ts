import type { Refusal } from '#lib/refusal.ts'
import { audit } from '#kernel/call.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { dueOn, type Outcome } from './decide.ts'
import { bringAbout, takeBack } from './effects.ts'
import { fold, type CaseEvent, type Status } from './fold.ts'
import type { Loaded } from './load.ts'
import { matterOf, secondOf } from './matter.ts'
import type { Setting, Who } from './may.ts'
import type { Deciding } from './program.ts'
import { nextStage, officeAt, stageOf, stagesOf } from './steps.ts'
import { insertEvent, keepProjection } from './store.ts'
import { TWICE } from './submit.ts'
import { travelClaim } from './travel.ts'

/** Where an action left a case. */
export type Acted = { version: number; status: Status; stageTitle: string | null }

/** Writes the event, what it leads to and what it brings about. */
export async function write(
  acting: Deciding,
  loaded: Loaded,
  who: Who,
  { event, effects }: Outcome,
  notice: string | null,
): Promise<Acted> {
  const { record, setting } = loaded
  const seq = record.version + 1
  await insertEvent(acting, { ...event, caseId: record.id, seq, standsFor: who.standsFor, noticeId: notice })
  const after: CaseEvent = {
    ...event,
    seq,
    at: acting.now,
    actor: acting.caller.actor,
    standsFor: who.standsFor,
  }
  const state = fold([...loaded.events, after])
  await refusingClashes(clashOf(loaded, event.number), () =>
    keepProjection(acting, record.id, projectionOf(loaded, { ...setting, state }, seq)),
  )
  await audit(
    acting.tx,
    `case.${event.kind}`,
    { kind: 'case', id: record.id },
    {
      system: record.system,
      stage: event.stage,
      seq,
      because: event.because,
      document: event.document,
      standsFor: who.standsFor,
    },
  )
  if (event.kind === 'annulled') await takeBack(acting, record, event.because ?? '')
  else await bringAbout(acting, loaded, seq, effects)
  const stageTitle = state.stage === null ? null : stageOf(setting.definition, state.stage).title
  return { version: seq, status: state.status, stageTitle }
}

/** What the database refuses to hold twice: a number given out, an application in a round, a case about one matter. */
function clashOf({ record: { roundId }, setting }: Loaded, number: string | null): Refusal {
  if (number !== null)
    return { code: 'issued', because: `${number}已发给别人，请核对编号。`, field: 'number' }
  return roundId === null ? secondOf(setting.definition) : TWICE
}

function projectionOf(
  { record, subject }: Loaded,
  setting: Setting,
  version: number,
): Parameters<typeof keepProjection>[2] {
  const { definition, state, facts, params, today } = setting
  const office = state.stage === null ? null : officeAt(stageOf(definition, state.stage), facts, params)
  const submits = state.stage !== null && stageOf(definition, state.stage).kind === 'submit'
  return {
    status: state.status,
    stage: state.stage ?? (state.status === 'draft' ? nextStage(definition, null, facts, params) : null),
    office: submits ? 'applicant' : office,
    dueOn: dueOn(setting, state.stage, today),
    ending: state.ending,
    annulled: state.annulled,
    score: state.score,
    issued: state.number,
    issuedAlone: !stagesOf(definition).some(
      ({ stage }) => stage.kind === 'issue' && stage.numbering === 'shared',
    ),
    category: facts.category,
    ofFloor: definition.rounds?.floor?.counts(facts) ?? false,
    unitId: subject.unit?.id ?? record.unitId,
    matter: matterOf(definition, facts.form)?.of ?? null,
    journeyId: travelClaim(definition, facts.form)?.activity ?? null,
    submittedOn: record.submittedOn,
    version,
  }
}
