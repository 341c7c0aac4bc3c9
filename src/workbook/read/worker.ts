/** The reader's thread: a hostile or huge workbook exhausts this thread's heap, not the server's. */
import { on } from 'node:events'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { PackedBatch, ReadReport } from '../batch.ts'
import { WorkbookRefused, type RefusalCode } from '../refusal.ts'
import type { ReadLimits } from './limits.ts'
import { readWorkbook } from './run.ts'

export interface WorkerInput {
  readonly path: string
  readonly limits: ReadLimits
}

/** What the thread says; each batch is answered by one message before the next but one is sent. */
export type WorkerMessage =
  | { readonly kind: 'batch'; readonly batch: PackedBatch }
  | { readonly kind: 'done'; readonly report: ReadReport }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly because: string }
  | { readonly kind: 'failed'; readonly message: string }

/** Batches under way: one is written while the next is read. */
const MOST_UNDER_WAY = 2

async function run(port: MessagePort, input: WorkerInput): Promise<void> {
  const answers = on(port, 'message')
  let underWay = 0
  const send = (message: WorkerMessage): void => port.postMessage(message)
  const deliver = async (batch: PackedBatch): Promise<void> => {
    send({ kind: 'batch', batch })
    if (++underWay < MOST_UNDER_WAY) return
    await answers.next()
    underWay--
  }
  try {
    send({ kind: 'done', report: await readWorkbook(input.path, input.limits, deliver) })
  } catch (error) {
    send(sayFailure(error))
  }
  port.close()
}

function sayFailure(error: unknown): WorkerMessage {
  if (error instanceof WorkbookRefused) return { kind: 'refused', code: error.code, because: error.message }
  return { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

const input: WorkerInput = workerData
if (parentPort) await run(parentPort, input)
