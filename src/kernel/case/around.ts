import * as contract from '#contract/case.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { delegateTo, delegationsOf, endDelegationOf } from './delegations.ts'
import { holidaysOf, setHolidaysOf } from './holidays.ts'
import { assignJudges } from './judges.ts'
import { judgingsOf, scoreOne } from './judging.ts'
import type { CaseDefinition } from './define.ts'
import { Cases } from './registry.ts'
import { openRound, roundsOf } from './rounds.ts'

/** What answers the routes around cases: rounds, judges, the working calendar and delegations. */
export function caseAroundHandlers(definitions: readonly CaseDefinition[]): Handler[] {
  const cases = new Cases(definitions)
  return [
    handle(contract.rounds, (call) => roundsOf(call, cases, call.query)),
    handle(contract.openRound, (call) => openRound(call, cases, call.body)),
    handle(contract.judgesOfCase, (call) => assignJudges(call, cases, call.params.id, call.body)),
    handle(contract.judgings, (call) => judgingsOf(call, cases)),
    handle(contract.scoreCase, (call) => scoreOne(call, cases, call.params.id, call.body)),
    handle(contract.holidays, (call) => holidaysOf(call, call.query.year)),
    handle(contract.setHolidays, (call) => setHolidaysOf(call, call.body)),
    handle(contract.delegations, (call) => delegationsOf(call)),
    handle(contract.delegate, (call) => delegateTo(call, call.body)),
    handle(contract.endDelegation, (call) => endDelegationOf(call, call.params.id)),
  ]
}
