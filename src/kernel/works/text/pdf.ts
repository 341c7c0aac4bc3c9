import { Worker } from 'node:worker_threads'
import { turns } from '#lib/turns.ts'
import type { PdfAsked } from './pdf-worker.ts'

/** How long one PDF may take and wait, how many are read at a time, how much of one is read. */
const MOST = { readMs: 8_000, waitMs: 12_000, threads: 2, memoryMb: 384, pages: 500 }

const threads = turns(MOST.threads)

/**
 * The words of a PDF, read in a thread of its own with bounded time and memory; all in less than the time for which the
 * database lets a transaction wait.
 * @returns null where it has none (a scan), is damaged or locked, or takes too long.
 */
export async function pdfWords(file: Uint8Array, characters: number): Promise<string | null> {
  if (!(await threads.enter(MOST.waitMs))) return null
  try {
    return await readApart({ bytes: new Uint8Array(file), pages: MOST.pages, characters })
  } finally {
    threads.leave()
  }
}

async function readApart(asked: PdfAsked): Promise<string | null> {
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    workerData: asked,
    transferList: [asked.bytes.buffer as ArrayBuffer],
    resourceLimits: { maxOldGenerationSizeMb: MOST.memoryMb },
    stdout: true,
    stderr: true,
  })
  const { promise, resolve } = Promise.withResolvers<string | null>()
  const timer = setTimeout(() => resolve(null), MOST.readMs)
  worker.once('message', (text: string) => resolve(text))
  worker.once('error', () => resolve(null))
  worker.once('exit', () => resolve(null))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
