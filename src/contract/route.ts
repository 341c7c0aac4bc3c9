import type * as z from 'zod'

/** What a route takes and gives; server and browser share the object, so that neither can drift. */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD' | 'PATCH'
  /** Fastify's form: /api/people/:id */
  path: string
  params?: Params
  query?: Query
  body?: Body
  /** Absent where the reply is a file. */
  reply?: Reply
  /** Who may call it at all; what of the data they see is decided by the records. */
  roles: readonly Role[] | 'anyone'
  /** One line for the OpenAPI description. */
  summary: string
}

export const roles = ['officer', 'leader', 'cluster', 'school', 'teacher', 'applicant'] as const
export type Role = (typeof roles)[number]

/** Everyone who works at a desk. */
export const desk = ['officer', 'leader', 'cluster', 'school'] as const satisfies readonly Role[]
/** Everyone who may change records within what they see. */
export const editors = ['officer', 'cluster', 'school'] as const satisfies readonly Role[]
export const officers = ['officer'] as const satisfies readonly Role[]
/** Everyone on the region's staff. */
export const everyone = [
  'officer',
  'leader',
  'cluster',
  'school',
  'teacher',
] as const satisfies readonly Role[]
/** Everyone who is signed in, with those who only apply for something. */
export const signedIn = roles
/** Everyone who may hand in an application, for themselves or for their school. */
export const applying = ['officer', 'school', 'teacher', 'applicant'] as const satisfies readonly Role[]

/** States a route; the types of its parts are kept. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  given: Route<P, Q, B, R>,
): Route<P, Q, B, R> {
  return given
}
