import { actionOf } from '#kernel/action.ts'
import * as rules from '#contract/money-rules.ts'
import * as contract from '#contract/money.ts'
import { handle, handleUpload } from '#kernel/call.ts'
import type { Call, Handler } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { claimRows, gradeCascade } from './claims.ts'
import { dutyRows, setPupilFund } from './duty.ts'
import { enterFund, entriesOf, reverseFund } from './entries.ts'
import { enterAbility, moneyOverview } from './overview.ts'
import { programmeMoney, setBudget } from './programmes.ts'
import { addScan, SCAN_BYTES, scanFile } from './scans.ts'
import { setStandard, standardRows } from './standards.ts'
import { moneyScope } from './units.ts'

/** The routes of money: overview, entries with scans, budgets, the schools' duty, standards, claims. */
export const moneyHandlers: readonly Handler[] = [
  handle(contract.moneyOverview, (call) => moneyOverview(call, call.query)),
  handle(contract.fundEntries, async (call) => {
    const scope = await moneyScope(call, call.query.year, call.query.unit)
    return { ...(await entriesOf(call, scope, call.query)), actions: [enterAbility(call)] }
  }),
  handle(contract.enterFund, (call) => keyed(call, 'money.enter', () => enterFund(call, call.body))),
  handle(contract.reverseFund, (call) =>
    keyed(call, 'money.reverse', () => reverseFund(call, call.params.id, call.body.because)),
  ),
  handleUpload(contract.addScan, SCAN_BYTES, (call) => addScan(call, call.params.id, call.upload)),
  handle(contract.scanFile, (call) => scanFile(call, call.params.id)),
  handle(contract.moneyProgrammePage, (call) => programmeMoney(call, call.params.id)),
  handle(contract.setBudget, (call) =>
    keyed(call, 'money.budget', () => setBudget(call, call.params.id, call.body)),
  ),
  handle(rules.moneyDuty, (call) => dutyRows(call, call.query)),
  handle(rules.setPupilFund, (call) => keyed(call, 'money.pupil-fund', () => setPupilFund(call, call.body))),
  handle(rules.moneyStandards, async (call) => ({
    rows: await standardRows(call, call.query.year),
    actions: [actionOf('set', call.caller.role === 'officer' ? null : '经费标准由中心管理员设定。')],
  })),
  handle(rules.setStandard, (call) => keyed(call, 'money.standard', () => setStandard(call, call.body))),
  handle(rules.travelClaims, (call) => claimRows(call, call.query)),
  handle(rules.gradeCascade, (call) => keyed(call, 'money.grade', () => gradeCascade(call, call.body))),
]

/** A retry of the request has one effect, on the same thing only. */
function keyed<P, Q, B extends { key: string }, R extends object>(
  call: Call<P, Q, B>,
  action: string,
  run: () => Promise<R>,
): Promise<R> {
  return once(call, { key: call.body.key, action, content: { params: call.params, ...call.body } }, run)
}
