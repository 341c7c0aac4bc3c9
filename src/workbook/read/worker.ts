/** The reader's thread: a hostile or huge workbook exhausts this thread's heap, not the server's. */
import { on } from 'node:events'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { PackedBatch, ReadReport } from '../batch.ts'
import { sayFailure, type ReadFailure } from './failure.ts'
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
  | ReadFailure

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

const input: WorkerInput = workerData
if (parentPort) await run(parentPort, input)
