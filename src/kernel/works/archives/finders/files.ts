import { sql } from 'kysely'
import type { Work } from '../../../call.ts'
import type { Entry, Found } from '../filed.ts'
import type { Subject } from '../subject.ts'
import { gap, type Asked } from './finder.ts'

/** A file put in by hand. */
export type HandFile = {
  id: string
  material: string
  title: string
  name: string
  bytes: number
  at: Date
  by: string
  fileId: string
  sha256: Buffer
}

/** The files put into an archive by hand and not taken out again, in the order they came. */
export async function handFiles({ tx, caller }: Work, subject: Subject): Promise<HandFile[]> {
  const { rows } =
    await sql<HandFile>`select m.id, m.material, m.title, f.name, f.bytes, m.added_at as at, m.added_by as by,
      f.id as "fileId", f.sha256
    from archive_material m join stored_file f on f.region_id = m.region_id and f.id = m.file_id
    where m.region_id = ${caller.region} and m.subject_kind = ${subject.kind} and m.subject_id = ${subject.id} and m.year = ${subject.year}
      and not exists (select from archive_removal r where r.region_id = m.region_id and r.material_id = m.id)
    order by m.added_at, m.id`.execute(tx)
  return rows
}

/** A file that fills a material by being there: put in by hand, or issued by the program itself. */
export type FileOnHand = Pick<HandFile, 'material' | 'title' | 'name' | 'fileId' | 'sha256' | 'bytes'>

/** A file as it lies on file. */
export function entryOf({ title, name, fileId, sha256, bytes }: FileOnHand): Entry {
  const ending = /\.[\da-z]+$/i.exec(name)?.[0] ?? ''
  return { kind: 'file', name: `${title}${ending}`, fileId, sha256, bytes }
}

/** A material that only people can fill; `words` is what is missing while they have not. */
export function byHand(asked: Asked, files: readonly FileOnHand[], words = '还没有放入文件'): Found {
  const gaps = files.length > 0 ? [] : [gap(asked, words)]
  return { have: files.length, need: 1, gaps, entries: [] }
}

/** 总结, 计划: the document of the year that was drafted here. */
export async function drafted(asked: Asked, kind: 'work-summary' | 'work-plan'): Promise<Found> {
  const { work, subject } = asked
  const { rows } = await sql<{ title: string; fileId: string; sha256: Buffer; bytes: number }>`
    select d.title, f.id as "fileId", f.sha256, f.bytes from document d
    join stored_file f on f.region_id = d.region_id and f.id = d.file_id
    where d.region_id = ${work.caller.region} and d.unit_id = ${subject.unit.id} and d.year = ${subject.year} and d.kind = ${kind}
    order by d.made_at desc limit 1`.execute(work.tx)
  const entries = rows.map(({ title, ...file }): Entry => ({ kind: 'file', name: `${title}.docx`, ...file }))
  const gaps = rows.length > 0 ? [] : [gap(asked, '还没有起草，可在“公文”里起草，或放入已有的文件')]
  return { have: rows.length, need: 1, gaps, entries: asked.whole ? entries : [] }
}
