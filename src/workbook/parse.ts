/** Reading an exchange workbook: batches of typed rows, with back-pressure, from a thread of its own. */
import { Worker } from 'node:worker_threads'
import { unpackBatch, type PackedBatch, type ReadReport, type TypedBatch } from './batch.ts'
import { guardFile } from './guard.ts'
import { failureOf, refusedForMemory } from './read/failure.ts'
import { READ_LIMITS, type ReadLimits } from './read/limits.ts'
import type { WorkerInput, WorkerMessage } from './read/worker.ts'

const TOO_MUCH = '工作簿内容太多，读取时内存不足。请按年度拆成几个工作簿分别导入。'

export interface ParseOptions {
  readonly limits?: Partial<ReadLimits>
  /** Stops the reading; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

/**
 * Reads the workbook at `path`. `onBatch` gets the batches one after another, in the order of tabs and rows; the
 * next comes when its promise has settled. The report comes when all are delivered. Throws WorkbookRefused when the
 * file is refused as a whole (possibly after some batches), and whatever `onBatch` throws.
 */
export async function parseWorkbook(
  path: string,
  onBatch: (batch: TypedBatch) => Promise<void>,
  options: ParseOptions = {},
): Promise<ReadReport> {
  const limits = { ...READ_LIMITS, ...options.limits }
  await guardFile(path, limits)
  options.signal?.throwIfAborted()
  const worker = startWorker({ path, limits })
  try {
    return await receive(worker, onBatch, options.signal)
  } finally {
    await worker.terminate()
  }
}

function startWorker(input: WorkerInput): Worker {
  return new Worker(new URL('./read/worker.ts', import.meta.url), {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: input.limits.heapMegabytes },
  })
}

/** Every message waits for the batch before it, so that a refusal never overtakes a write that is under way. */
function receive(
  worker: Worker,
  onBatch: (batch: TypedBatch) => Promise<void>,
  signal?: AbortSignal,
): Promise<ReadReport> {
  return new Promise((resolve, reject) => {
    let before: Promise<void> = Promise.resolve()
    const next = (work: () => Promise<void> | void): void => {
      before = before.then(work)
      before.catch(reject)
    }
    const fail = (error: unknown): void => next(() => reject(error))
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'batch') next(() => handOver(worker, message.batch, onBatch))
      else if (message.kind === 'done') next(() => resolve(message.report))
      else fail(failureOf(message))
    })
    worker.on('error', (error) => fail(refusedForMemory(error, TOO_MUCH)))
    worker.on('exit', (code) => fail(new Error(`the workbook reader ended with code ${code}`)))
    signal?.addEventListener('abort', () => fail(signal.reason), { once: true })
  })
}

async function handOver(
  worker: Worker,
  batch: PackedBatch,
  onBatch: (batch: TypedBatch) => Promise<void>,
): Promise<void> {
  await onBatch(unpackBatch(batch))
  worker.postMessage('next', [])
}
