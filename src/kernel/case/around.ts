import { answerComplaint, complaints } from '#contract/complaint.ts'
import { judgedFile, judgesOfCase, judgings, scoreCase } from '#contract/judging.ts'
import { openRound as openRoundRoute, rounds } from '#contract/round.ts'
import { delegate, delegations, endDelegation, holidays, setHolidays } from '#contract/working-days.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { answer, complaintsOf } from './complaints.ts'
import { delegateTo, delegationsOf, endDelegationOf } from './delegations.ts'
import { holidaysOf, setHolidaysOf } from './holidays.ts'
import { assignJudges } from './judges.ts'
import { openJudged } from './judging-files.ts'
import { judgingsOf, scoreOne } from './judging.ts'
import type { CaseDefinition } from './define.ts'
import { Cases } from './registry.ts'
import { openRound, roundsOf } from './rounds.ts'

/** What answers the routes around cases: rounds, judges, the working calendar and delegations. */
export function caseAroundHandlers(definitions: readonly CaseDefinition[]): Handler[] {
  const cases = new Cases(definitions)
  return [
    handle(rounds, (call) => roundsOf(call, cases, call.query)),
    handle(openRoundRoute, (call) => openRound(call, cases, call.body)),
    handle(complaints, (call) => complaintsOf(call, cases, call.query)),
    handle(answerComplaint, (call) => answer(call, call.params.id, call.body)),
    handle(judgesOfCase, (call) => assignJudges(call, cases, call.params.id, call.body)),
    handle(judgings, (call) => judgingsOf(call, cases)),
    handle(judgedFile, (call) => openJudged(call, call.params)),
    handle(scoreCase, (call) => scoreOne(call, cases, call.params.id, call.body)),
    handle(holidays, (call) => holidaysOf(call, call.query.year)),
    handle(setHolidays, (call) => setHolidaysOf(call, call.body)),
    handle(delegations, (call) => delegationsOf(call)),
    handle(delegate, (call) => delegateTo(call, call.body)),
    handle(endDelegation, (call) => endDelegationOf(call, call.params.id)),
  ]
}
