import { typesetIn } from '#kernel/document/apart.ts'
import type { Book } from '../book.ts'
import type { Typeset } from './worker.ts'

/** Typesets a book in a thread of its own. @throws Refused 503 where too many wait. */
export function typesetApart(book: Book): Promise<Typeset> {
  return typesetIn<Typeset>(new URL('./worker.ts', import.meta.url), book)
}
