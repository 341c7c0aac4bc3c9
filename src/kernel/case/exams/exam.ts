import { notFound, Refused } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import type { CaseDefinition } from '../define.ts'
import type { Cases } from '../registry.ts'
import { roundOf, type Round } from '../round.ts'
import { stagesOf, type AnyStage } from '../steps.ts'
import { differencesOf, type Difference, type ExamFacts } from './differences.ts'
import { candidatesOf, closedOf, roomsOf, straysOf, type Candidate, type Room, type Stray } from './store.ts'

/** The stages of a system that have results: exams and reviews, with whether papers are counted. */
export function examStages(definition: CaseDefinition): { id: string; stage: AnyStage; sat: boolean }[] {
  return stagesOf(definition)
    .filter(({ stage }) => stage.kind === 'exam' || stage.kind === 'review')
    .map(({ id, stage }) => ({ id, stage, sat: stage.kind === 'exam' && stage.sat === true }))
}

/** One exam of a round as it stands. */
export type Standing = {
  round: Round
  stage: string
  at: AnyStage
  rooms: Room[]
  candidates: Candidate[]
  strays: Stray[]
  closed: boolean
  differences: Difference[]
}

/**
 * An exam that is sat in rooms, with what does not agree in it.
 * @throws Refused 404 for a round or an exam that is not there.
 */
export async function standingOf(work: Work, cases: Cases, id: string, stage: string): Promise<Standing> {
  const round = await roundOf(work, cases, id)
  const found = examStages(round.definition).find((one) => one.id === stage && one.sat)
  if (found === undefined) throw notFound('这场考试')
  const rooms = (await roomsOf(work, id)).filter((room) => room.stage === stage)
  const closed = (await closedOf(work, id)).some((one) => one.stage === stage)
  const all = await candidatesOf(work, id, stage)
  const candidates = closed ? all : all.filter(({ status, at }) => status === 'open' && at === stage)
  const strays = await straysOf(work, id, stage)
  const differences = closed ? [] : differencesOf(factsOf(rooms, candidates, strays))
  return { round, stage, at: found.stage, rooms, candidates, strays, closed, differences }
}

function factsOf(
  rooms: readonly Room[],
  candidates: readonly Candidate[],
  strays: readonly Stray[],
): ExamFacts {
  const nameOf = ({ number, name }: { number: string; name: string }): string => `${number} ${name}`.trim()
  return {
    rooms: rooms.map(({ id, place, count }) => {
      const here = candidates.filter(({ room }) => room === id)
      return { place, count, seated: here.length, outcomes: here.flatMap(({ outcome }) => outcome ?? []) }
    }),
    unseated: candidates.filter(({ room }) => room === null).map(nameOf),
    unmarked: candidates.filter(({ outcome }) => outcome === null).map(nameOf),
    strays: strays.map(nameOf),
  }
}

/** @throws Refused 409 for an exam that is closed. */
export function refuseClosed({ closed, at }: Standing): void {
  if (!closed) return
  throw new Refused(409, { code: 'closed', because: `${at.title}已经办结，不能再改考场、试卷袋和成绩。` })
}
