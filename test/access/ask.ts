import { randomUUID } from 'node:crypto'
import type { About, Subject } from './subjects.ts'

/** A request that its route takes in form: what comes of it is then a matter of rights alone. */
export type Asked = { url: string; body?: unknown; file?: true }
/** How to ask a route; `about` names what of a subject it concerns, or nothing. */
export type Ask = { about: About | null; ask: (subject: Subject) => Asked }

/** The key of a request. */
export const key = (): string => randomUUID()

/** A request that concerns nothing in particular. */
export const plain = (url: string, body?: unknown): Ask => ({ about: null, ask: () => ({ url, body }) })

/** A request that concerns something of a subject. */
export function about(
  of: About,
  url: (subject: Subject) => string,
  body?: (subject: Subject) => unknown,
): Ask {
  return {
    about: of,
    ask: (subject) => ({ url: url(subject), ...(body === undefined ? {} : { body: body(subject) }) }),
  }
}

type Aboutness = (url: (subject: Subject) => string, body?: (subject: Subject) => unknown) => Ask

/** A request about the unit of a subject. */
export const unit: Aboutness = (url, body) => about('unit', url, body)

/** A request about the person of a subject. */
export const person: Aboutness = (url, body) => about('person', url, body)
