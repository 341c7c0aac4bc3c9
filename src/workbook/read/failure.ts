/** How a reader's thread says why it could not read on, and what becomes of that where it was started. */
import { WorkbookRefused, type RefusalCode } from '../refusal.ts'

/** What the thread says of an error. */
export type ReadFailure =
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly because: string }
  | { readonly kind: 'failed'; readonly message: string }

/** An error in the thread, as it is told. */
export function sayFailure(error: unknown): ReadFailure {
  if (error instanceof WorkbookRefused) return { kind: 'refused', code: error.code, because: error.message }
  return { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

/** What was told, as the error that it was. */
export function failureOf(said: ReadFailure): Error {
  return said.kind === 'refused' ? new WorkbookRefused(said.code, said.because) : new Error(said.message)
}

/** What ended the thread: a file that exhausts its heap is refused in these words; else the error itself. */
export function refusedForMemory(error: Error, because: string): Error {
  if (!('code' in error) || error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return error
  return new WorkbookRefused('too-large', because, { cause: error })
}
