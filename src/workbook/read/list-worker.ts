/** The thread in which a foreign list is read: a hostile or huge file exhausts this thread's heap, not the server's. */
import { parentPort, workerData } from 'node:worker_threads'
import { sayFailure, type ReadFailure } from './failure.ts'
import { readListFile, type ListInput, type ReadList } from './list-run.ts'

/** What the thread says, once. */
export type ListMessage = { readonly kind: 'read'; readonly list: ReadList } | ReadFailure

async function answer(input: ListInput): Promise<ListMessage> {
  try {
    return { kind: 'read', list: await readListFile(input) }
  } catch (error) {
    return sayFailure(error)
  }
}

const input: ListInput = workerData
parentPort?.postMessage(await answer(input), [])
