import { sql } from 'kysely'
import { Refused } from '#lib/refusal.ts'
import { tidyProse } from '#lib/text.ts'
import type { Runtime, Work } from '../call.ts'
import { readStored } from '../files.ts'
import { mediaOf } from './media.ts'
import { hasWords, wordsOf } from './text/extract.ts'
import { uploadedFile } from './uploads/service.ts'

/** What a version is made of: an uploaded file, typed words, or both. */
export type Given = { upload: string | null; text: string | null; note: string | null }
/** The same, as it is kept. */
export type Content = { fileId: string | null; text: string | null; note: string | null }

/**
 * Looks up the file and reads its words; typed words go before those of the file.
 * @throws Refused 422 when there is neither; 404, 409 for the upload.
 */
export async function contentOf(work: Work, runtime: Runtime, given: Given): Promise<Content> {
  const typed = given.text === null ? '' : given.text.split('\n').map(tidyProse).join('\n').trim()
  const note = given.note === null ? null : tidyProse(given.note) || null
  if (given.upload === null && typed === '') {
    throw new Refused(422, { code: 'empty', because: '请上传文件，或填写正文。', field: 'upload' })
  }
  if (given.upload === null) return { fileId: null, text: typed, note }
  const file = await uploadedFile(work, runtime, given.upload)
  const ending = mediaOf(file.name)?.ending ?? ''
  const read =
    typed === '' && hasWords(ending, file.bytes) ? await wordsOf(ending, await readStored(file)) : null
  return { fileId: file.id, text: typed || read, note }
}

/** Writes the next version of a work, whose row the caller has locked. @returns its number. */
export async function writeVersion({ tx, caller }: Work, id: string, content: Content): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into work_version (work_id, version, file_id, text, note)
    select ${id}, coalesce(max(v.version), 0) + 1, ${content.fileId}::uuid, ${content.text}::text, ${content.note}::text
    from work_version v where v.region_id = ${caller.region} and v.work_id = ${id} returning version`.execute(
    tx,
  )
  return rows[0]!.version
}
