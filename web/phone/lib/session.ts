import { whoAmI } from '#contract/session.ts'
import { call } from './api.ts'
import { cell } from './cell.ts'
import { keep, keptNames, recall } from './keep.ts'
import type { Me } from './shapes.ts'

/** Who uses this phone, as last told by the server; kept so that a start without a network knows it. */
export type Account = { login: string; name: string; personId: string | null; years: number[] }

/** The account of this phone; null before the first sign-in. */
export const account = cell<Account | null>(recall<Account | null>('account', null))
/** False once the server has said that nobody is signed in. */
export const signedIn = cell(true)

/** Takes in whom the server says it is; another person's pages are forgotten. */
export function welcome(me: Me): Account {
  const next = { login: me.login, name: me.name, personId: me.personId, years: me.years }
  if (account.get()?.login !== next.login) forgetSeen()
  // The same account again is no news: whoever follows it would load everything anew.
  if (JSON.stringify(account.get()) !== JSON.stringify(next)) account.set(next)
  keep('account', next)
  signedIn.set(true)
  return next
}

/** Asks the server who is signed in; null when it says nobody, or cannot be reached. */
export async function askWho(): Promise<Account | null> {
  const answer = await call(whoAmI, {})
  if (answer.ok) return welcome(answer.value)
  if (answer.status === 401) signedIn.set(false)
  return null
}

/** After signing out: nothing personal stays, except check-ins that still have to be uploaded. */
export function farewell(): void {
  forgetSeen()
  keep('account', null)
  account.set(null)
  signedIn.set(false)
}

function forgetSeen(): void {
  for (const name of keptNames('seen.')) keep(name, null)
}

/** A random mark of this phone: shows the desk when one phone serves two people. */
export function deviceMark(make: () => string): string {
  const kept = recall<string | null>('device', null)
  if (kept !== null) return kept
  const made = make()
  keep('device', made)
  return made
}
