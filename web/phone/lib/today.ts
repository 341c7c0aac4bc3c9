import { phoneToday } from '#contract/phone.ts'
import { call } from './api.ts'
import type { Cell } from './cell.ts'
import { load } from './load.ts'
import type { Loaded } from './load.ts'
import { account, askWho } from './session.ts'
import type { Today } from './shapes.ts'

/** Everything of the first screens, in one request. */
export function loadToday(): Cell<Loaded<Today>> {
  return load('today', async () => {
    const answer = await call(phoneToday, {})
    // Another person may have signed in at the desk of this same browser.
    if (answer.ok && account.get()?.name !== answer.value.name) await askWho()
    return answer
  })
}
