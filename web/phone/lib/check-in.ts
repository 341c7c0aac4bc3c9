import type { Problem } from '#contract/common.ts'
import { checkIn } from '#contract/phone.ts'
import { call, passing } from './api.ts'
import type { Failure } from './api.ts'
import { cell } from './cell.ts'
import { belongsTo, enqueue, note, settle, waiting } from './queue.ts'
import type { Waiting } from './queue.ts'
import { account, deviceMark, signedIn } from './session.ts'
import type { CheckedIn } from './shapes.ts'
import { now } from './time.ts'
import { uuid } from './uuid.ts'

/** How a try to check in ended. `kept`: in the phone, to be sent again; `retryAfter` in seconds. */
export type Result =
  | { kind: 'answered'; reply: CheckedIn }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'kept'; problem: Problem; retryAfter: number | null }
  | { kind: 'signed-out' }

/** What waits in the phone, for whoever shows it. */
export const queue = cell<Waiting[]>(waiting())
/** The last result of each code of this visit, by nonce. */
export const results = cell<Record<string, Result>>({})

/** Nonces whose answer is being waited for. */
const underWay = new Set<string>()

/** Reads the queue again after a change; also of another page of this phone. */
export function recount(): void {
  queue.set(waiting())
}

/** Takes a scanned code in; nothing has been sent yet. */
export function take(code: string): Waiting {
  const item = enqueue(code, account.get()?.login ?? null, { nonce: uuid(), at: now() })
  recount()
  return item
}

/** Forgets a refusal that has been read. */
export function dismiss(item: Waiting): void {
  settle(item)
  recount()
}

function resultOf(failure: Failure): Result {
  if (failure.status === 401) return { kind: 'signed-out' }
  const { problem, retryAfter } = failure
  return passing(failure) ? { kind: 'kept', problem, retryAfter } : { kind: 'refused', problem }
}

/** Sends one code that waits. Whoever is told the result reads it; unread refusals stay in the phone. */
export async function submit(item: Waiting, watched: boolean): Promise<Result> {
  const body = { nonce: item.nonce, code: item.code, device: deviceMark(uuid), offline: item.late }
  underWay.add(item.nonce)
  const answer = await call(checkIn, { body })
  underWay.delete(item.nonce)
  const result: Result = answer.ok ? { kind: 'answered', reply: answer.value } : resultOf(answer)
  if (result.kind === 'answered' || (result.kind === 'refused' && watched)) settle(item)
  else if (result.kind === 'refused') note(item, { refused: result.problem.because })
  else note(item, { late: true })
  if (result.kind === 'signed-out') signedIn.set(false)
  results.set({ ...results.get(), [item.nonce]: result })
  recount()
  return result
}

/** Sends a typed short code. It proves the moment by itself and therefore cannot wait in the phone. */
export async function submitShortCode(shortCode: string, nonce: string): Promise<Result> {
  const answer = await call(checkIn, { body: { nonce, shortCode, device: deviceMark(uuid), offline: false } })
  if (answer.ok) return { kind: 'answered', reply: answer.value }
  if (answer.status === 401) signedIn.set(false)
  return resultOf(answer)
}

/** What of the queue this account may send now; what is being sent already is not among it. */
export function sendable(login: string | null): Waiting[] {
  return waiting().filter(
    (item) => item.refused === null && belongsTo(item, login) && !underWay.has(item.nonce),
  )
}
