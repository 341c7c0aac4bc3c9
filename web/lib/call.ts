import type * as z from 'zod'
import type { Problem } from '#contract/common.ts'
import type { Route } from '#contract/route.ts'
import { t } from './t.ts'

type Part<Name extends string, S extends z.ZodType> =
  unknown extends z.input<S> ? { [N in Name]?: undefined } : { [N in Name]: z.input<S> }

/** What a route has to be given: only the parts that it has. */
export type Input<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<'params', P> &
  Part<'query', Q> &
  Part<'body', B>

/** An answer that is a refusal, or no answer at all (status 0). */
export class Failure extends Error {
  readonly status: number
  readonly problem: Problem

  constructor(status: number, problem: Problem) {
    super(problem.because)
    this.name = 'Failure'
    this.status = status
    this.problem = problem
  }
}

/**
 * The address of a route with its parameters and query filled in; empty values are left out.
 */
export function address(route: { path: string }, params: unknown, query: unknown): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(valueOf(params, name))),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const asked = search.toString()
  return asked === '' ? path : `${path}?${asked}`
}

function valueOf(params: unknown, name: string): unknown {
  return typeof params === 'object' && params !== null ? Reflect.get(params, name) : ''
}

/**
 * Calls a route of the contract; input and answer have the contract's types.
 * @throws Failure with the server's words.
 */
export async function call<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(route: Route<P, Q, B, R>, input: Input<P, Q, B>, signal?: AbortSignal): Promise<z.output<R>> {
  const body = input.body === undefined ? undefined : JSON.stringify(input.body)
  const answer = await send(address(route, input.params, input.query), {
    method: route.method,
    headers: body === undefined ? undefined : { 'content-type': 'application/json' },
    body,
    signal,
  })
  return read(answer)
}

/**
 * Sends one file to a route as multipart form data.
 * @throws Failure with the server's words.
 */
export async function sendFile<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(route: Route<P, Q, B, R>, input: Input<P, Q, B>, file: File): Promise<z.output<R>> {
  const form = new FormData()
  form.append('file', file, file.name)
  const answer = await send(address(route, input.params, input.query), { method: route.method, body: form })
  return read(answer)
}

/** The answer's content; something between here and the server may have answered with a page of its own. */
async function read<T>(answer: Response): Promise<T> {
  return (await answer.json().catch(() => {
    throw new Failure(answer.status, {
      code: 'not-an-answer',
      because: t('收到的不是服务器的答复。请重新打开本页再试。'),
    })
  })) as T
}

/**
 * Fetches, and turns whatever is not an answer into a Failure.
 * @throws Failure
 */
export async function send(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init).catch((error: unknown) => {
    if (init.signal?.aborted === true) throw error
    throw new Failure(0, {
      code: 'offline',
      because: t('连不上服务器。请检查网络后重试；未保存的内容仍在本页。'),
    })
  })
  if (!answer.ok) throw new Failure(answer.status, await problemOf(answer))
  return answer
}

async function problemOf(answer: Response): Promise<Problem> {
  const given: unknown = await answer.json().catch(() => null)
  if (typeof given === 'object' && given !== null && 'because' in given) return given as Problem
  return { code: 'unknown', because: t('服务器没有说明原因（状态 {n}）。请稍后重试。', { n: answer.status }) }
}
