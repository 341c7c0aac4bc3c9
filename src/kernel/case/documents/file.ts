import type { FileReply, Runtime, Work } from '#kernel/call.ts'
import { inWork } from '#kernel/call.ts'
import type { DocumentModel } from '#kernel/document/model.ts'
import { renderDocx } from '#kernel/document/render/docx.ts'
import { findFile, readStored } from '#kernel/files.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import type { Cases } from '../registry.ts'
import { certificatesDocx } from './certificate-docx.ts'
import type { Sheet } from './certificate-pdf.ts'
import { certificatesOf, documentFor, issuedOf, modelAt, whyNotDraft } from './read.ts'
import { subjectOf, type Subject } from './subject.ts'
import { typesetApart } from './typeset/run.ts'
import type { AnyDocument } from './define.ts'
import { DOCX } from '#lib/media-types.ts'

type Asked = {
  whose: 'round' | 'case'
  id: string
  document: string
  format: 'docx' | 'pdf'
  issued?: string | undefined
  /** Where this program is reached, for the address on certificates. */
  origin: string
}
/** What a file is made from; a letter that was issued has its file already. */
type Source =
  | { kind: 'letter'; model: DocumentModel }
  | { kind: 'certificates'; title: string; sheets: readonly Sheet[] }
  | { kind: 'kept'; reply: FileReply }

/**
 * A document as a file: read in one transaction, typeset after it.
 * @throws Refused 404; 409 where there is nothing to print yet; 422 where a character has no font.
 */
export async function paperFileOf(
  runtime: Runtime,
  session: Buffer,
  cases: Cases,
  asked: Asked,
): Promise<FileReply> {
  const source = await inWork(runtime, session, (work) => sourceOf(work, runtime, cases, asked))
  if (source.kind === 'kept') return source.reply
  const title = source.kind === 'letter' ? source.model.title : source.title
  const [file, type] =
    asked.format === 'pdf' ? [await typesetApart(source), 'application/pdf'] : [await docxOf(source), DOCX]
  return { file, name: `${title}.${asked.format}`, type }
}

function docxOf(source: Exclude<Source, { kind: 'kept' }>): Promise<Buffer> {
  return source.kind === 'letter' ? renderDocx(source.model) : certificatesDocx(source.sheets)
}

async function sourceOf(work: Work, runtime: Runtime, cases: Cases, asked: Asked): Promise<Source> {
  const subject = await subjectOf(work, cases, asked)
  const document = documentFor(subject, asked.document)
  if (document.kind === 'certificate') return certificateSheets(work, cases, subject, document, asked)
  if (asked.issued !== undefined) return issuedSource(work, runtime, subject, asked)
  const whyNot = whyNotDraft(work, subject, document)
  if (whyNot !== null) throw new Refused(409, { code: 'too-early', because: whyNot })
  return { kind: 'letter', model: modelAt(subject, document)! }
}

async function issuedSource(work: Work, runtime: Runtime, subject: Subject, asked: Asked): Promise<Source> {
  const found = (await issuedOf(work, subject)).find(
    ({ id, document }) => id === asked.issued && document === asked.document,
  )
  if (found === undefined) throw notFound('这份文书')
  if (asked.format === 'pdf') return { kind: 'letter', model: found.model }
  const file = await findFile(work, runtime, found.fileId)
  return { kind: 'kept', reply: { file: await readStored(file), name: file.name, type: file.type } }
}

async function certificateSheets(
  work: Work,
  cases: Cases,
  subject: Subject,
  document: Extract<AnyDocument, { kind: 'certificate' }>,
  { document: id, issued, origin }: Asked,
): Promise<Source> {
  const all = (await certificatesOf(work, cases, subject, [id, document])).flatMap(({ given }) => given)
  const asked = all.filter((one) => (issued === undefined ? one.standing === 'valid' : one.id === issued))
  if (issued !== undefined && asked.length === 0) throw notFound('这份证书')
  if (asked.length === 0)
    throw new Refused(409, { code: 'not-given', because: '证书还没有制发，制发后才有查验码，才能打印。' })
  const sheets = asked.map(({ printed, code }) => ({ printed, code, address: `${origin}/c/${code}` }))
  return { kind: 'certificates', title: `${subject.title} ${document.title}`, sheets }
}
