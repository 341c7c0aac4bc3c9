import { handOver, publishResults, roundCertificates, withdrawResults } from '#contract/exam-result.ts'
import {
  addRoom,
  closeExam,
  countPapers,
  enterMarks,
  removeRoom,
  roundExams,
  strikeMark,
} from '#contract/exam.ts'
import { handle, type Handler } from '#kernel/call.ts'
import type { ProgrammeDefinition } from '#kernel/programme/define.ts'
import { Systems } from '#kernel/programme/registry.ts'
import type { CaseDefinition } from '../define.ts'
import { Cases } from '../registry.ts'
import { close } from './close.ts'
import { certificatesOf, take } from './handover.ts'
import { examsOf } from './page.ts'
import { publish, takeDown } from './publish.ts'
import { countRoom, dropRoom, makeRoom, strike, takeMarks } from './service.ts'

/** What answers the routes of a round's exams, their results, and its certificates. */
export function examHandlers(
  definitions: readonly CaseDefinition[],
  programmes: readonly ProgrammeDefinition[],
): Handler[] {
  const cases = new Cases(definitions)
  const systems = new Systems(programmes)
  return [
    handle(roundExams, (call) => examsOf(call, cases, call.params.id)),
    handle(addRoom, (call) => makeRoom(call, cases, call.params, call.body)),
    handle(removeRoom, (call) => dropRoom(call, cases, call.params.id)),
    handle(countPapers, (call) => countRoom(call, cases, call.params.id, call.body)),
    handle(enterMarks, (call) => takeMarks(call, cases, call.params, call.body)),
    handle(strikeMark, (call) => strike(call, cases, call.params.id, call.body)),
    handle(closeExam, (call) => close({ ...call, systems }, cases, call.params, call.body)),
    handle(publishResults, (call) => publish(call, cases, call.params, call.body)),
    handle(withdrawResults, (call) => takeDown(call, call.params.id, call.body)),
    handle(roundCertificates, (call) => certificatesOf(call, cases, call.params.id)),
    handle(handOver, (call) => take(call, cases, call.params.id, call.body)),
  ]
}
