import * as contract from '#contract/parameters.ts'
import { handle, type Handler } from '#kernel/call.ts'
import type { Numbered } from './define.ts'
import { allParamsOf, paramsPageOf } from './page.ts'
import { setParams, tryParams } from './set.ts'

/** What answers the routes of a year's numbers, for everything that has some. */
export function parameterHandlers(all: readonly Numbered[]): Handler[] {
  return [
    handle(contract.allParams, (call) => allParamsOf(call, all, call.query.year)),
    handle(contract.systemParams, (call) => paramsPageOf(call, all, call.params.id, call.query.year)),
    handle(contract.setSystemParams, (call) => setParams(call, all, call.params.id, call.body)),
    handle(contract.whatIf, (call) => tryParams(call, all, call.params.id, call.body)),
  ]
}
