import { sql } from 'kysely'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { tidyProse } from '#lib/text.ts'
import { audit, type Runtime, type Work } from '../../call.ts'
import { uploadedFile } from '../uploads/service.ts'
import type { Subject } from './subject.ts'

/** A file that is to be put into an archive. */
export type OnFile = { material: string; title: string; upload: string }

/** Puts an uploaded file into an archive. @throws Refused 422 for a material the archive does not have; 404, 409 for the upload. */
export async function putOnFile(
  work: Work,
  runtime: Runtime,
  subject: Subject,
  asked: OnFile,
): Promise<{ id: string }> {
  if (!subject.materials.includes(asked.material)) {
    const because = `这份档案没有“${asked.material}”一项；有：${subject.materials.join('、')}。`
    throw new Refused(422, { code: 'material', because, field: 'material' })
  }
  const file = await uploadedFile(work, runtime, asked.upload)
  const id = newId(work.now.getTime())
  const title = tidyProse(asked.title)
  await sql`insert into archive_material (region_id, id, subject_kind, subject_id, year, unit_id, material, title, file_id)
    values (${work.caller.region}, ${id}, ${subject.kind}, ${subject.id}, ${subject.year}, ${subject.unit.id}, ${asked.material},
      ${title}, ${file.id})`.execute(work.tx)
  await audit(
    work.tx,
    'put-on-file',
    { kind: 'archive', id: subject.id },
    { material: asked.material, title },
  )
  return { id }
}

/** Takes a file out of an archive; it stays on record with the reason. @throws Refused 404, 409 when it is out already. */
export async function takeOffFile({ tx, caller }: Work, id: string, because: string): Promise<void> {
  const { rows } = await sql<{
    title: string
    subject_id: string
  }>`select title, subject_id from archive_material
    where region_id = ${caller.region} and id = ${id}`.execute(tx)
  const found = rows[0]
  if (found === undefined) throw notFound('这个归档文件')
  const removed = await sql`insert into archive_removal (region_id, material_id, because)
    values (${caller.region}, ${id}, ${tidyProse(because)}) on conflict do nothing returning material_id`.execute(
    tx,
  )
  if (removed.rows.length === 0) throw new Refused(409, { code: 'out', because: '这个文件已经撤出。' })
  await audit(tx, 'take-off-file', { kind: 'archive', id: found.subject_id }, { title: found.title, because })
}
