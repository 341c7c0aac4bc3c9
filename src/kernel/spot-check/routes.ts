import * as contract from '#contract/spot-check.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { Cases } from '#kernel/case/registry.ts'
import { once } from '#kernel/once.ts'
import { Systems } from '#kernel/programme/registry.ts'
import type { RunningSystems } from '#kernel/systems.ts'
import type { SpotRules } from './define.ts'
import { drawPageOf, drawsOf, caseChecksOf, sheetOf } from './page.ts'
import { announce, answerSheet, fileSheet, makeDraw } from './service.ts'

/** The routes of random checks: draws, the sheet of each drawn activity, and what they came to for a project. */
export function spotHandlers(rules: SpotRules, running: RunningSystems): readonly Handler[] {
  const cases = new Cases(running.cases)
  const systems = new Systems(running.programmes)
  return [
    handle(contract.spotDraws, (call) => drawsOf(call, call.query.year)),
    handle(contract.announceSpots, (call) => {
      const { key, ...asked } = call.body
      return once(call, { key, action: 'spot.announce', content: asked }, () => announce(call, asked))
    }),
    handle(contract.drawSpots, (call) => {
      const { key, number } = call.body
      return once(call, { key, action: 'spot.draw', content: { ...call.params, number } }, () =>
        makeDraw(call, rules, call.params.id, number),
      )
    }),
    handle(contract.spotDrawPage, (call) => drawPageOf(call, call.params.id)),
    handle(contract.spotSheet, (call) => sheetOf(call, rules, call.params.id, call.params.activity)),
    handle(contract.checkSpot, (call) => {
      const { key, ...sheet } = call.body
      return once(call, { key, action: 'spot.check', content: { ...call.params, ...sheet } }, () =>
        fileSheet({ ...call, systems }, cases, rules, call.params, sheet),
      )
    }),
    handle(contract.answerSpot, (call) => {
      const { key, words } = call.body
      return once(call, { key, action: 'spot.answer', content: { ...call.params, words } }, () =>
        answerSheet(call, call.params, words),
      )
    }),
    handle(contract.caseChecks, (call) => caseChecksOf(call, call.params.id)),
  ]
}
