import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Refused } from '#lib/refusal.ts'
import { turns } from '#lib/turns.ts'

/** A long book takes seconds and hundreds of megabytes: the others wait, whoever asks for it. */
const MOST = { threads: 2, waitMs: 60_000, memoryMb: 1024 }
const threads = turns(MOST.threads)

/**
 * Typesets in a thread of its own, a few at a time over all that the program typesets.
 * @param thread its module, which answers `order` with one message.
 * @throws Refused 503 where too many wait; the thread's own error.
 */
export async function typesetIn<T>(thread: URL, order: unknown): Promise<T> {
  if (!(await threads.enter(MOST.waitMs)))
    throw new Refused(503, { code: 'busy', because: '正在排版的文件太多，请过一分钟再下载。' })
  const worker = new Worker(thread, {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MOST.memoryMb },
  })
  try {
    const [made] = (await once(worker, 'message')) as [T]
    return made
  } finally {
    await worker.terminate()
    threads.leave()
  }
}
