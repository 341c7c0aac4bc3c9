import type * as z from 'zod'
import type { Route } from '#contract/route.ts'
import type { Caller, Runtime } from '#kernel/call.ts'
import type { OpenedSession } from '#kernel/account/sessions.ts'

/** A request about the session itself: to open, change or end it. It runs in no transaction. */
export type Visit<P, Q, B> = {
  params: P
  query: Q
  body: B
  runtime: Runtime
  /** Where it comes from. */
  address: string
  /** How the browser names itself. */
  device: string
}

/** A visit in a session that holds. */
export type HeldVisit<P, Q, B> = Visit<P, Q, B> & { caller: Caller; sessionHash: Buffer }

/** What becomes of the cookie: it is replaced by a new session's, dropped, or left alone. */
export type Outcome<R> = { reply: R; session?: OpenedSession | 'over' }

/** A route of the session with what answers it. */
export type VisitHandler = {
  route: Route
  visit: (
    visit: Visit<unknown, unknown, unknown> & {
      held: Pick<HeldVisit<unknown, unknown, unknown>, 'caller' | 'sessionHash'> | null
    },
  ) => Promise<Outcome<unknown>>
}

/** Ties a route that anyone may call to what answers it. */
export function visited<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: Route<P, Q, B, R>,
  visit: (visit: Visit<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Outcome<z.input<R>>>,
): VisitHandler {
  return { route, visit: (given) => visit(given as Visit<z.output<P>, z.output<Q>, z.output<B>>) }
}

/** Ties a route of people who are signed in to what answers it. */
export function heldVisited<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  route: Route<P, Q, B, R>,
  visit: (visit: HeldVisit<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Outcome<z.input<R>>>,
): VisitHandler {
  return {
    route,
    visit: ({ held, ...given }) => {
      if (held === null) throw new TypeError('this route is not for anyone')
      return visit({ ...(given as Visit<z.output<P>, z.output<Q>, z.output<B>>), ...held })
    },
  }
}
