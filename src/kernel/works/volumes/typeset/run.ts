import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Book } from '../book.ts'
import type { Typeset } from './worker.ts'

/** Typesets a book in a thread of its own. */
export async function typesetApart(book: Book): Promise<Typeset> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: book,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  })
  const [typeset] = (await once(worker, 'message')) as [Typeset]
  await worker.terminate()
  return typeset
}
