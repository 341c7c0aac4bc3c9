import * as contract from '#contract/session.ts'
import type { MenuSystem } from '#contract/session.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { disableAccount, resetAccount, revokeRole } from './accounts-change.ts'
import { grantRole } from './accounts-grant.ts'
import { listAccounts } from './accounts-list.ts'
import { meOf } from './read.ts'

const done = { done: true } as const

/**
 * What signed-in people ask about themselves, and officers about accounts. Signing in and out is with the cookies.
 * @param systems what the menu shows under its entries.
 */
export const accountHandlers = (systems: readonly MenuSystem[]): readonly Handler[] => [
  handle(contract.whoAmI, async (call) => ({
    ...(await meOf(call)),
    systems: systems.map(({ id, title, menu }) => ({ id, title, menu })),
  })),
  handle(contract.accounts, (call) => listAccounts(call, call.query)),
  handle(contract.grantRole, (call) => grantRole(call, call.body)),
  handle(contract.disableAccount, async (call) => {
    await disableAccount(call.runtime, call, call.params.id, call.body.because)
    return done
  }),
  handle(contract.resetAccount, (call) => resetAccount(call.runtime, call, call.params.id)),
  handle(contract.revokeRole, async (call) => {
    await revokeRole(call.runtime, call, call.params.id, call.body)
    return done
  }),
]
