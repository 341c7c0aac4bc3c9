import * as contract from '#contract/title.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { allowanceList, payList } from './allowances.ts'
import { dutiesOfHolders, openRound, roundsOf } from './appraise.ts'
import type { TitleDefinition } from './define.ts'
import { holdersOf, myTitlesOf, overviewOf } from './read.ts'

/** The routes of titles in force, for the definition given. */
export function titleHandlers(definition: TitleDefinition): readonly Handler[] {
  return [
    handle(contract.titlesOverview, (call) => overviewOf(call, definition, call.query.on)),
    handle(contract.titleHolders, (call) => holdersOf(call, definition, call.query)),
    handle(contract.titleDuties, (call) => dutiesOfHolders(call, definition, call.query)),
    handle(contract.titleRounds, (call) => roundsOf(call, definition, call.query.year)),
    handle(contract.openTitleRound, (call) => openRound(call, definition, call.body)),
    handle(contract.titleAllowances, (call) => allowanceList(call, definition, call.query)),
    handle(contract.payAllowances, (call) => payList(call, definition, call.body)),
    handle(contract.myTitles, (call) => myTitlesOf(call, definition, call.query.year)),
  ]
}
