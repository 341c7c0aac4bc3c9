/** What other mechanisms may say to messages: pure types. */
import type { TodoSource, Todo } from '#contract/message.ts'
import type { Work } from '#kernel/call.ts'
import type { Cases } from '#kernel/case/registry.ts'

/** What one source knows of the caller: its most pressing items, and how many there are in all. */
export type Waiting = { total: number; items: Omit<Todo, 'source'>[]; link: string }

/** Where to-dos come from: a mechanism's own question, what waits for this caller? */
export type TodoFinder = { source: TodoSource; find(work: Work, cases: Cases): Promise<Waiting> }

/** Nothing waits. */
export const NOTHING: Waiting = { total: 0, items: [], link: '/todo' }

/** So many of a source are listed; of more their number is told. */
export const LISTED = 50
