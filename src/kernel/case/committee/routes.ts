import { committeeAhead, correctSitting, recordSitting, roundCommittees } from '#contract/committee.ts'
import { handle, type Handler } from '#kernel/call.ts'
import type { CaseDefinition } from '../define.ts'
import { Cases } from '../registry.ts'
import { correct, record } from './service.ts'
import { committeeFor, committeesOfRound } from './view.ts'

/** What answers the routes of committees: their sittings, and what is asked before a vote. */
export function committeeHandlers(definitions: readonly CaseDefinition[]): Handler[] {
  const cases = new Cases(definitions)
  return [
    handle(roundCommittees, (call) => committeesOfRound(call, cases, call.params.id)),
    handle(recordSitting, (call) => record(call, cases, call.params, call.body)),
    handle(correctSitting, (call) => correct(call, cases, call.params.id, call.body)),
    handle(committeeAhead, (call) => committeeFor(call, cases, call.body.cases)),
  ]
}
