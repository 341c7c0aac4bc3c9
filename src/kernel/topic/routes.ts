import * as lineage from '#contract/topic-lineage.ts'
import * as contract from '#contract/topic.ts'
import { handle } from '#kernel/call.ts'
import type { Call, Handler } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { boardOf } from './board.ts'
import { changeTheme } from './change.ts'
import { lineageOf } from './lineage.ts'
import { ownProblems, stateProblem, withdrawProblem } from './own.ts'
import { roundPage, roundsOfYear } from './progress.ts'
import { distil, leaveOutItems, moveDeadline, openRound, restoreItems } from './service.ts'

/** The routes of topics: rounds, the tables on which people distil, lineage, and the teachers' own problems. */
export const topicHandlers: readonly Handler[] = [
  handle(contract.topicRounds, (call) => roundsOfYear(call, call.query.year)),
  handle(contract.openTopicRound, (call) => keyed(call, 'topic.open', () => openRound(call, call.body))),
  handle(contract.moveTopicDeadline, (call) =>
    keyed(call, 'topic.deadline', () => moveDeadline(call, call.params.id, call.body)),
  ),
  handle(contract.topicRound, (call) => roundPage(call, call.params.id)),
  handle(contract.topicBoard, (call) => boardOf(call, call.params.id, call.query)),
  handle(contract.distilTheme, (call) =>
    keyed(call, 'topic.distil', () => distil(call, call.params.id, call.body)),
  ),
  handle(contract.changeTheme, (call) =>
    keyed(call, 'topic.change', () => changeTheme(call, call.params.id, call.body)),
  ),
  handle(contract.leaveOut, (call) =>
    keyed(call, 'topic.leave-out', () =>
      call.body.act === 'leave'
        ? leaveOutItems(call, call.params.id, call.body)
        : restoreItems(call, call.params.id, call.body.entries),
    ),
  ),
  handle(lineage.topicLineage, (call) => lineageOf(call, call.params.id, call.query.focus)),
  handle(lineage.ownProblems, (call) => ownProblems(call)),
  handle(lineage.stateProblem, (call) => keyed(call, 'topic.state', () => stateProblem(call, call.body))),
  handle(lineage.withdrawProblem, (call) =>
    keyed(call, 'topic.withdraw', () => withdrawProblem(call, call.params.id)),
  ),
]

/** A retry of the request has one effect, on the same thing only. */
function keyed<P, Q, B extends { key: string }, R extends object>(
  call: Call<P, Q, B>,
  action: string,
  run: () => Promise<R>,
): Promise<R> {
  return once(call, { key: call.body.key, action, content: { params: call.params, ...call.body } }, run)
}
