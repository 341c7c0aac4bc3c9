import { typesetIn } from '#kernel/document/apart.ts'
import { Refused } from '#lib/refusal.ts'
import type { Order, Typeset } from './worker.ts'

/**
 * Typesets a PDF in a thread of its own: the server goes on answering meanwhile.
 * @throws Refused 422 naming the characters for which the machine has no font, 503 where too many wait.
 */
export async function typesetApart(order: Order): Promise<Buffer> {
  const made = await typesetIn<Typeset>(new URL('./worker.ts', import.meta.url), order)
  if ('pdf' in made) return Buffer.from(made.pdf)
  throw new Refused(422, {
    code: 'no-font',
    because:
      `服务器上没有能显示“${made.missing.join('”“')}”的字体，PDF 排不出来。` +
      '请下载 docx 打印，或请系统管理员在服务器上安装思源黑体（fonts-noto-cjk）后再下载。',
  })
}
