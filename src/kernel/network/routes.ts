import { adjustUnit as adjustRoute, network, openUnit as openRoute, unitPage } from '#contract/network.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { adjustUnit, openUnit } from './service.ts'
import { networkView, unitPageView } from './view.ts'

/** The routes of the network. */
export const networkHandlers: readonly Handler[] = [
  handle(network, (call) => networkView(call, call.query.year)),
  handle(unitPage, (call) => unitPageView(call, call.params.code, call.query.year)),
  handle(openRoute, (call) => {
    const request = { key: call.body.key, action: 'network.open', content: call.body }
    return once(call, request, () => openUnit(call, call.body))
  }),
  handle(adjustRoute, (call) => {
    const content = { code: call.params.code, ...call.body }
    const request = { key: call.body.key, action: 'network.adjust', content }
    return once(call, request, () => adjustUnit(call, call.params.code, call.body))
  }),
]
