import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import type { Hall } from './hall.ts'

const screenOf = z.object({ link: z.string() })
const replyOf = z.object({ outcome: z.enum(['recorded', 'already']) })
const PATIENCE = 60_000
const AGAIN_AFTER = 50

/** The code that the hall's screen shows; asks until the screen is there. */
export async function codeOnScreen(address: string, hall: Hall): Promise<string> {
  const path = `/api/activities/${hall.activity}/slots/1/projector?origin=${new URL(address).origin}`
  const text = await untilAnswered(address + path, { headers: { cookie: `yanpei=${hall.officer}` } })
  return screenOf.parse(JSON.parse(text)).link.split('/q/')[1] ?? ''
}

/**
 * One phone: sends the same check-in, with the same nonce, until it is acknowledged; where the code has been replaced
 * meanwhile it looks at the screen again.
 */
export async function checkInUntilAcknowledged(
  address: string,
  hall: Hall,
  token: string,
  first: string,
): Promise<void> {
  const headers = { cookie: `yanpei=${token}`, 'content-type': 'application/json' }
  const phone = { nonce: randomUUID(), device: randomUUID() }
  for (let code = first; ; code = await codeOnScreen(address, hall)) {
    const body = JSON.stringify({ ...phone, code })
    try {
      replyOf.parse(
        JSON.parse(await untilAnswered(`${address}/api/check-in`, { method: 'POST', headers, body })),
      )
      return
    } catch (error) {
      if (!(error instanceof Answered) || !error.message.includes('"code-old"')) throw error
    }
  }
}

/** An answer that says no. */
class Answered extends Error {}

/** Sends a request again and again until it is answered by 200. @throws Answered when it says no, Error when patience ends. */
export async function untilAnswered(url: string, init: RequestInit): Promise<string> {
  const deadline = Date.now() + PATIENCE
  let last = ''
  while (Date.now() < deadline) {
    try {
      const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) })
      last = await answer.text()
      if (answer.status === 200) return last
      if (answer.status < 500 && answer.status !== 429) throw new Answered(`${answer.status} ${last}`)
    } catch (error) {
      if (error instanceof Answered) throw error
      last = String(error)
    }
    await delay(AGAIN_AFTER)
  }
  throw new Error(`no answer in ${PATIENCE} ms: ${last}`)
}
