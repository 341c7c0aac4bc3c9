/** Reading a list that another office made: a sheet with its own titles, columns in its own order under its own heads. */
import { Worker } from 'node:worker_threads'
import { guardFile } from './guard.ts'
import { failureOf, refusedForMemory } from './read/failure.ts'
import type { ReadLimits } from './read/limits.ts'
import type { ListInput, ReadList } from './read/list-run.ts'
import type { ListMessage } from './read/list-worker.ts'

/** What one list may weigh: far more than an exam of a county, far less than would trouble the server. */
const LIST_LIMITS: ReadLimits = {
  fileBytes: 10 * 1024 ** 2,
  unpackedBytes: 128 * 1024 ** 2,
  entries: 500,
  ratio: 400,
  heapMegabytes: 192,
}

const TOO_MUCH = '文件内容太多，读取时内存不足。请只留成绩所在的工作表再上传。'

const PLAIN_TEXT = /\.(?:csv|tsv|txt)$/i

/**
 * Reads the first list in a file (.xlsx, or text with commas, semicolons or tabs) whose columns stand under known heads.
 * The file is read in a thread of its own, within LIST_LIMITS.
 * @param upload where the file lies, and its name, which tells text from a workbook.
 * @throws WorkbookRefused in words: no such file, no such list, too large, encrypted, damaged.
 */
export async function readList(
  upload: { path: string; name: string },
  asked: Pick<ListInput, 'heads' | 'needed' | 'mostRows'>,
): Promise<ReadList> {
  const plainText = PLAIN_TEXT.test(upload.name)
  if (!plainText) await guardFile(upload.path, LIST_LIMITS)
  const input: ListInput = { ...asked, path: upload.path, limits: LIST_LIMITS, plainText }
  const worker = new Worker(new URL('./read/list-worker.ts', import.meta.url), {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: LIST_LIMITS.heapMegabytes },
  })
  try {
    return await received(worker)
  } finally {
    await worker.terminate()
  }
}

function received(worker: Worker): Promise<ReadList> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: ListMessage) => {
      if (message.kind === 'read') resolve(message.list)
      else reject(failureOf(message))
    })
    worker.once('error', (error) => reject(refusedForMemory(error, TOO_MUCH)))
    worker.once('exit', (code) => reject(new Error(`the list reader ended with code ${code}`)))
  })
}
