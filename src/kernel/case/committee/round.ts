import type { Sitting as SittingView } from '#contract/committee.ts'
import { notFound } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import type { CaseDefinition } from '../define.ts'
import type { Cases } from '../registry.ts'
import { roundOf, type Round } from '../round.ts'
import { stagesOf, type Params } from '../steps.ts'
import type { Committee, Eligible, Majority } from './define.ts'
import type { Sitting } from './store.ts'

/** The committee of a stage with the numbers that it works by. */
export type Seat = {
  stage: string
  stageTitle: string
  title: string
  least: number
  majority: Majority
  eligible: Eligible<Params> | undefined
}

/** The committees of a system, by a round's or a case's numbers. */
export function committeesOf(definition: CaseDefinition, params: Params): Seat[] {
  return stagesOf(definition).flatMap(({ id, stage }) =>
    stage.kind === 'check' && stage.committee !== undefined
      ? [seatOf({ id, title: stage.title }, stage.committee, params)]
      : [],
  )
}

function seatOf(at: { id: string; title: string }, committee: Committee<Params>, params: Params): Seat {
  const { title, eligible } = committee
  return { stage: at.id, stageTitle: at.title, title, ...committee.rules(params), eligible }
}

/** What pages say of a committee. */
export function seatView(
  { eligible, ...seat }: Seat,
  params: Params,
): Omit<Seat, 'eligible'> & { asks: string | null } {
  return { ...seat, asks: eligible?.says(params) ?? null }
}

/** The committee of a stage of a round. @throws Refused 404 for a round or a committee that is not there. */
export async function committeeAt(
  work: Work,
  cases: Cases,
  { id, stage }: { id: string; stage: string },
): Promise<{ round: Round; seat: Seat }> {
  const round = await roundOf(work, cases, id)
  const seat = committeesOf(round.definition, round.params).find((one) => one.stage === stage)
  if (seat === undefined) throw notFound('这个专家委员会')
  return { round, seat }
}

/** A sitting as pages show it. */
export function sittingView({ id, heldOn, place, members, because, at, by }: Sitting): SittingView {
  return { id, heldOn, place, members, because, recorded: { at: at.toISOString(), by } }
}
