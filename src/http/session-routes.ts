import QRCode from 'qrcode'
import * as contract from '#contract/session.ts'
import type { Me } from '#contract/session.ts'
import { allRegions, anyAccount } from '#kernel/account/accounts-admin.ts'
import { firstRun } from '#kernel/account/first-run.ts'
import { normaliseLogin } from '#kernel/account/login.ts'
import {
  confirmSecondFactor,
  dropSecondFactor,
  startSecondFactor,
} from '#kernel/account/own-second-factor.ts'
import { changePassword, switchRole } from '#kernel/account/own.ts'
import { meOf } from '#kernel/account/read.ts'
import { endSession, type OpenedSession } from '#kernel/account/sessions.ts'
import { activate, signIn } from '#kernel/account/sign-in.ts'
import { inWork, type Runtime } from '#kernel/call.ts'
import { guesses, type Guesses } from './guesses.ts'
import { openHandlers } from './open-routes.ts'
import { heldVisited, visited, type VisitHandler } from './visit.ts'

/** A login that the demonstration county shows on its sign-in page. */
export type DemoLogin = { title: string; login: string; password: string; phone: boolean }

const done = { done: true } as const

/** The routes that open, change and end sessions, and those for people without an account. */
export function sessionHandlers(runtime: Runtime, demoLogins: readonly DemoLogin[]): VisitHandler[] {
  const limit = guesses(() => runtime.now().getTime())
  return [...entrances(limit, demoLogins), ...ownAccount(limit), ...openHandlers]
}

function entrances(limit: Guesses, demoLogins: readonly DemoLogin[]): VisitHandler[] {
  const state = rememberedState()
  return [
    visited(contract.instanceState, async ({ runtime }) => ({
      reply: { ...(await state(runtime)), demoLogins: [...demoLogins] },
    })),
    visited(contract.firstRun, async ({ runtime, body, device }) => {
      return entered(runtime, await firstRun(runtime, { ...body, device }))
    }),
    visited(contract.signIn, async ({ runtime, body, device, address }) => {
      const session = await limit.guess(`${body.region ?? ''}/${normaliseLogin(body.login)}`, address, () =>
        signIn(runtime, { ...body, device }),
      )
      if (session === null) return { reply: { status: 'code-needed' as const } }
      const { reply } = await entered(runtime, session)
      return { reply: { status: 'signed-in' as const, me: reply }, session }
    }),
    visited(contract.activate, async ({ runtime, body, device, address }) => {
      const session = await limit.guess(`${body.region ?? ''}/${normaliseLogin(body.login)}`, address, () =>
        activate(runtime, { ...body, device }),
      )
      return entered(runtime, session)
    }),
  ]
}

type State = { firstRun: boolean; regions: { code: string; name: string }[] }

const STATE_MS = 5000

/** Anybody may ask how the instance stands, as often as they like: it is looked up once in five seconds. */
function rememberedState(): (runtime: Runtime) => Promise<State> {
  let known: { state: State; until: number } | undefined
  return async ({ db, now }) => {
    if (known !== undefined && now().getTime() < known.until) return known.state
    const state = { firstRun: !(await anyAccount(db.admin)), regions: await allRegions(db.admin) }
    known = state.firstRun ? undefined : { state, until: now().getTime() + STATE_MS } // the first account is seen at once
    return state
  }
}

function ownAccount(limit: Guesses): VisitHandler[] {
  return [
    heldVisited(contract.signOut, async ({ runtime, sessionHash }) => {
      await endSession(runtime.db.admin, sessionHash)
      return { reply: done, session: 'over' }
    }),
    heldVisited(contract.switchRole, async ({ runtime, body, ...holder }) => {
      return entered(runtime, await switchRole(runtime, holder, body))
    }),
    heldVisited(contract.changePassword, async ({ runtime, body, address, ...holder }) => {
      await limit.guess(`own/${holder.caller.account}`, address, () => changePassword(runtime, holder, body))
      return { reply: done }
    }),
    heldVisited(contract.startSecondFactor, async ({ runtime, sessionHash }) => {
      const made = await inWork(runtime, sessionHash, (work) => startSecondFactor(runtime, work))
      return { reply: { ...made, qrSvg: await QRCode.toString(made.uri, { type: 'svg', margin: 2 }) } }
    }),
    heldVisited(contract.confirmSecondFactor, async ({ runtime, sessionHash, body, address, caller }) => {
      await limit.guess(`code/${caller.account}`, address, () =>
        inWork(runtime, sessionHash, (work) => confirmSecondFactor(runtime, work, body.code)),
      )
      return { reply: done }
    }),
    heldVisited(contract.dropSecondFactor, async ({ runtime, body, address, ...holder }) => {
      await limit.guess(`own/${holder.caller.account}`, address, () =>
        dropSecondFactor(runtime, holder, body.password),
      )
      return { reply: done }
    }),
  ]
}

async function entered(
  runtime: Runtime,
  session: OpenedSession,
): Promise<{ reply: Me; session: OpenedSession }> {
  return { reply: await inWork(runtime, session.hash, meOf), session }
}
