import { keep, keptNames, recall, theShelf } from './keep.ts'
import type { Shelf } from './keep.ts'

/** A scanned code that the server has not answered for. */
export type Waiting = {
  nonce: string
  code: string
  /** A login; null for what was scanned before anybody signed in. */
  owner: string | null
  /** When it was scanned, milliseconds. */
  at: number
  /** True once it could not be sent at once: the server then counts it by the code's own time. */
  late: boolean
  /** Why the server refused it while nobody looked. */
  refused: string | null
}

/** What a new place in the queue is marked with: a UUID and the instant in milliseconds. */
export type Fresh = { nonce: string; at: number }

const BEGINNING = 'waiting.'

/**
 * Puts a scanned code into the phone before anything is sent, so that neither a reload nor a lost answer loses
 * it. Each has a place of its own: two open pages cannot overwrite each other. The same code of the same person
 * keeps its nonce, so that a second try has no second effect; one scanned before signing in gets its owner now.
 */
export function enqueue(code: string, owner: string | null, fresh: Fresh, on: Shelf = theShelf()): Waiting {
  const same = waiting(on).find((item) => item.code === code && belongsTo(item, owner))
  return write({ ...(same ?? { ...fresh, code, late: false }), owner, refused: null }, on)
}

function write(item: Waiting, on: Shelf): Waiting {
  if (keep(BEGINNING + item.nonce, item, on)) return item
  // The phone is full: what was last seen can be read again, a check-in cannot.
  for (const name of keptNames('seen.', on)) keep(name, null, on)
  keep(BEGINNING + item.nonce, item, on)
  return item
}

/** Notes what came of a try; an item that was answered meanwhile, from another page, stays away. */
export function note(item: Waiting, news: Partial<Waiting>, on: Shelf = theShelf()): void {
  const current = recall<Waiting | null>(BEGINNING + item.nonce, null, on)
  if (current !== null) write({ ...current, ...news }, on)
}

/** The server has answered for it, or its refusal has been read. */
export function settle(item: Waiting, on: Shelf = theShelf()): void {
  keep(BEGINNING + item.nonce, null, on)
}

/** All that wait, oldest first, with those refused meanwhile. */
export function waiting(on: Shelf = theShelf()): Waiting[] {
  const items = keptNames(BEGINNING, on).flatMap((name) => recall<Waiting | []>(name, [], on))
  items.sort((a, b) => a.at - b.at)
  return items
}

/** Who may upload it: its owner; what was scanned before anybody signed in, whoever signs in. */
export function belongsTo(item: Waiting, login: string | null): boolean {
  return item.owner === null || item.owner === login
}
