import { readFile } from 'node:fs/promises'
import * as contract from '#contract/document.ts'
import { Refused } from '#lib/refusal.ts'
import { audit, handle, handleUpload } from '../call.ts'
import type { Handler } from '../call.ts'
import { findFile, keepFile, readStored } from '../files.ts'
import { checkEdited } from './check-edited.ts'
import { loadFacts } from './load.ts'
import { renderHtml } from './render/html.ts'
import { once } from '../once.ts'
import { findDocument, listDocuments, makeDocument, modelOf } from './service.ts'
import type { DocumentRow } from './service.ts'
import { DOCX } from '#lib/media-types.ts'

const MAX_BYTES = 20_000_000

export const documentHandlers: readonly Handler[] = [
  handle(contract.documents, async (call) => ({ rows: await listDocuments(call, call.query.year) })),
  handle(contract.makeDocument, (call) => {
    const { key, ...order } = call.body
    const run = (): Promise<DocumentRow> => makeDocument(call, call.runtime, order)
    return once(call, { key, action: 'draft-document', content: order }, run)
  }),
  handle(contract.documentPage, async (call) => {
    const { row, facts } = await findDocument(call, call.params.id)
    return { document: row, html: renderHtml(modelOf(row.kind, facts), row.language) }
  }),
  handle(contract.documentFile, async (call) => {
    const file = await findFile(call, call.runtime, (await findDocument(call, call.params.id)).fileId)
    return { file: await readStored(file), name: file.name, type: file.type }
  }),
  handleUpload(contract.checkDocument, MAX_BYTES, async (call) => {
    const { row } = await findDocument(call, call.params.id)
    const content = await readFile(call.upload.path)
    // against today's records: what was corrected since the draft contradicts it too
    const facts = await loadFacts(call, row.unit.code, row.kind === 'work-plan' ? row.year - 1 : row.year)
    const result = checkEdited(content, facts)
    if (result.kind === 'refused')
      throw new Refused(422, { code: result.code, because: result.because, field: 'file' })
    await keepFile(call, call.runtime, {
      name: call.upload.name,
      type: DOCX,
      purpose: 'edited-document',
      subject: row.id,
      content,
    })
    await audit(
      call.tx,
      'check-document',
      { kind: 'document', id: row.id },
      { findings: result.findings.length },
    )
    return {
      checked: result.agreed + result.findings.length,
      unjudged: result.unjudged.map(({ excerpt, typed }) => ({ excerpt, found: typed })),
      findings: result.findings.map(({ kind, excerpt, typed, expected, why, refs }) => ({
        kind,
        excerpt,
        found: typed,
        expected,
        because: why,
        refs,
      })),
    }
  }),
]
