/** The thread in which a foreign list is read: a hostile or huge file exhausts this thread's heap, not the server's. */
import { parentPort, workerData } from 'node:worker_threads'
import { WorkbookRefused, type RefusalCode } from '../refusal.ts'
import { readListFile, type ListInput, type ReadList } from './list-run.ts'

/** What the thread says, once. */
export type ListMessage =
  | { readonly kind: 'read'; readonly list: ReadList }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly because: string }
  | { readonly kind: 'failed'; readonly message: string }

async function answer(input: ListInput): Promise<ListMessage> {
  try {
    return { kind: 'read', list: await readListFile(input) }
  } catch (error) {
    if (error instanceof WorkbookRefused) return { kind: 'refused', code: error.code, because: error.message }
    return {
      kind: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

const input: ListInput = workerData
parentPort?.postMessage(await answer(input), [])
