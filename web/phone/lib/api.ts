import type * as z from 'zod'
import type { Problem } from '#contract/common.ts'
import type { Route } from '#contract/route.ts'
import { address } from '../../lib/call.ts'
import type { Input } from '../../lib/call.ts'
import { t } from '../../lib/t.ts'
import { learnClock } from './time.ts'

/** A weak signal answers late; after this many milliseconds a request counts as lost. */
const PATIENCE = 15_000

/** `status` 0: no answer came. `retryAfter` in seconds, where the server names it. */
export type Failure = { ok: false; status: number; problem: Problem; retryAfter: number | null }
export type Answer<T> = { ok: true; value: T } | Failure

function noAnswer(): Failure {
  const problem = { code: 'no-network', because: t('现在连不上网络。') }
  return { ok: false, status: 0, problem, retryAfter: null }
}

async function failureOf(response: Response): Promise<Failure> {
  const said: Partial<Problem> | null = await response.json().catch(() => null)
  const because = said?.because ?? t('服务器暂时没有正常应答，请稍后再试。')
  const after = Number(response.headers.get('retry-after') ?? Number.NaN)
  return {
    ok: false,
    status: response.status,
    problem: { ...said, code: said?.code ?? 'unknown', because },
    retryAfter: Number.isFinite(after) ? after : null,
  }
}

async function send(url: string, method: string, body: unknown): Promise<Response> {
  const control = new AbortController()
  const timer = setTimeout(() => control.abort(), PATIENCE)
  const content =
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  try {
    return await fetch(url, { method, signal: control.signal, ...content })
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Calls a route of the contract from a phone. Unlike at the desk, having no network is an everyday answer
 * here and no exception: it comes back as a failure with status 0. Never throws.
 */
export async function call<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(route: Route<P, Q, B, R>, input: Input<P, Q, B>): Promise<Answer<z.output<R>>> {
  try {
    const response = await send(address(route, input.params, input.query), route.method, input.body)
    learnClock(response.headers.get('date'))
    if (!response.ok) return await failureOf(response)
    const value: z.output<R> = await response.json()
    return { ok: true, value }
  } catch {
    return noAnswer()
  }
}

/** Whether the same request may succeed later without anybody doing anything. */
export function passing(failure: Failure): boolean {
  return failure.status === 0 || failure.status === 408 || failure.status === 429 || failure.status >= 500
}
