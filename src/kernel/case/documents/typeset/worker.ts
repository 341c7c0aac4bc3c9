/** The thread in which letters and certificates become PDF. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { DocumentModel } from '#kernel/document/model.ts'
import { NoGlyphs } from '#kernel/document/render/pdf/ink.ts'
import { renderPdf } from '#kernel/document/render/pdf/letter.ts'
import { certificatesPdf, type Sheet } from '../certificate-pdf.ts'

/** What is to be typeset. */
export type Order =
  | { kind: 'letter'; model: DocumentModel }
  | { kind: 'certificates'; sheets: readonly Sheet[] }
/** What the thread gives back: the file, or the characters that no font has. */
export type Typeset = { pdf: Uint8Array } | { missing: readonly string[] }

async function answer(port: MessagePort, order: Order): Promise<void> {
  try {
    const pdf = order.kind === 'letter' ? await renderPdf(order.model) : await certificatesPdf(order.sheets)
    port.postMessage({ pdf: new Uint8Array(pdf) })
  } catch (error) {
    if (!(error instanceof NoGlyphs)) throw error
    port.postMessage({ missing: error.characters })
  }
}

if (parentPort) await answer(parentPort, workerData as Order)
