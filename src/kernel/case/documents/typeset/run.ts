import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Refused } from '#lib/refusal.ts'
import type { Order, Typeset } from './worker.ts'

/**
 * Typesets a PDF in a thread of its own: the server goes on answering meanwhile.
 * @throws Refused 422 naming the characters for which the machine has no font.
 */
export async function typesetApart(order: Order): Promise<Buffer> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  })
  const [made] = (await once(worker, 'message')) as [Typeset]
  await worker.terminate()
  if ('pdf' in made) return Buffer.from(made.pdf)
  throw new Refused(422, {
    code: 'no-font',
    because:
      `服务器上没有能显示“${made.missing.join('”“')}”的字体，PDF 排不出来。` +
      '请下载 docx 打印，或请系统管理员在服务器上安装思源黑体（fonts-noto-cjk）后再下载。',
  })
}
