import { signOut } from '#contract/session.ts'
import { call } from './call.ts'

/** Signs out and goes back to the door, also when the session had ended already. */
export async function leave(): Promise<void> {
  await call(signOut, {}).catch(() => null)
  location.assign('/')
}
