import type { Work } from '#kernel/call.ts'
import { renderDocx } from '#kernel/document/render/docx.ts'
import type { DocumentModel } from '#kernel/document/model.ts'
import { keepFile, type FilePlace, type StoredFile } from '#kernel/files.ts'
import { DOCX } from '#lib/media-types.ts'

/** Keeps a letter's file as it is issued. */
export async function keepLetter(
  work: Work,
  place: FilePlace,
  id: string,
  model: DocumentModel,
): Promise<StoredFile> {
  return keepFile(work, place, {
    name: `${model.title}.docx`,
    type: DOCX,
    purpose: 'document',
    subject: id,
    content: await renderDocx(model),
  })
}
