/** The thread in which a PDF is read: one made to be slow or huge ends with the thread, not with the server. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { getDocumentProxy } from 'unpdf'
import { joinedLines } from './lines.ts'

/** A PDF, and how many of its pages and characters are read at the most. */
export type PdfAsked = { bytes: Uint8Array; pages: number; characters: number }

/** The words of a PDF, a paragraph a line, as far as its lines tell. @throws for what is no PDF, or is locked. */
export async function pdfText({ bytes, pages, characters }: PdfAsked): Promise<string> {
  const document = await getDocumentProxy(bytes, { stopAtErrors: false })
  const parts: string[] = []
  let length = 0
  for (let n = 1; n <= Math.min(document.numPages, pages) && length < characters; n += 1) {
    const page = await document.getPage(n)
    const { items } = await page.getTextContent()
    const text = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
    parts.push(joinedLines(text))
    length += text.length
    page.cleanup()
  }
  return parts.join('\n')
}

async function answer(port: MessagePort): Promise<void> {
  port.postMessage(await pdfText(workerData as PdfAsked))
}

if (parentPort) await answer(parentPort)
