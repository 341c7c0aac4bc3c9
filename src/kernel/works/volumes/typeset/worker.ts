/** The thread in which books are typeset: hundreds of pages take seconds, in which the server goes on answering. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { Book } from '../book.ts'
import { typesetDocx } from './docx.ts'
import { typesetPdf } from './pdf.ts'

/** What the thread gives back. */
export type Typeset = { pdf: Uint8Array; docx: Uint8Array; pages: number }

/** Typesets a book both ways. */
export async function typesetBook(book: Book): Promise<Typeset> {
  const { bytes, pages, numbers } = await typesetPdf(book)
  const docx = await typesetDocx(book, numbers)
  return { pdf: new Uint8Array(bytes), docx: new Uint8Array(docx), pages }
}

async function answer(port: MessagePort): Promise<void> {
  port.postMessage(await typesetBook(workerData as Book))
}

if (parentPort) await answer(parentPort)
