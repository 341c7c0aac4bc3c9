import { sql } from 'kysely'
import { newId } from '#lib/ids.ts'
import { Refused } from '#lib/refusal.ts'
import { tidyProse } from '#lib/text.ts'
import { audit, type Work } from '../../call.ts'
import { collect } from './collect.ts'
import { catalogueOf, digestOf, percentOf, type Line } from './filed.ts'
import type { Setting, Subject } from './subject.ts'

/** A seal as it is shown. */
export type Seal = {
  id: string
  at: Date
  by: string
  percent: number
  because: string | null
  digest: Buffer
  items: number
}

/** The seals of an archive, newest first. */
export async function sealsOf({ tx, caller }: Work, subject: Subject): Promise<Seal[]> {
  const { rows } =
    await sql<Seal>`select s.id, s.sealed_at as at, s.sealed_by as by, s.percent, s.because, s.digest,
      (select count(*) from archive_sealed_item i where i.region_id = s.region_id and i.seal_id = s.id) as items
    from archive_seal s where s.region_id = ${caller.region} and s.subject_kind = ${subject.kind} and s.subject_id = ${subject.id}
      and s.year = ${subject.year} order by s.sealed_at desc, s.id desc`.execute(tx)
  return rows
}

/** The catalogue of a seal. */
export async function sealedLines({ tx, caller }: Work, seal: string): Promise<Line[]> {
  const { rows } = await sql<Line>`select material, name, kind, size, sha256 from archive_sealed_item
    where region_id = ${caller.region} and seal_id = ${seal} order by position`.execute(tx)
  return rows
}

/**
 * Seals an archive as it is: its catalogue with the hash of each thing, never changed afterwards.
 * @throws Refused 422 when there are gaps and no reason is given, or nothing is on file.
 */
export async function seal(
  work: Work,
  setting: Setting,
  subject: Subject,
  because: string,
): Promise<{ id: string }> {
  const { tx, caller, now } = work
  const materials = await collect(work, setting, subject, true)
  const lines = catalogueOf(materials)
  const percent = percentOf(materials)
  const words = tidyProse(because)
  if (lines.length === 0)
    throw new Refused(422, { code: 'empty', because: '档案里还没有任何材料，不能封存。' })
  if (percent < 100 && words === '') {
    const missing = materials.filter((one) => one.percent < 100).map(({ material }) => material)
    throw new Refused(422, {
      code: 'gaps',
      because: `还缺${missing.join('、')}。请补齐，或写明带缺项封存的原因。`,
      field: 'because',
    })
  }
  const id = newId(now.getTime())
  await sql`insert into archive_seal (region_id, id, subject_kind, subject_id, year, unit_id, title, percent, because, digest)
    values (${caller.region}, ${id}, ${subject.kind}, ${subject.id}, ${subject.year}, ${subject.unit.id}, ${subject.title},
      ${percent}, ${words || null}, ${digestOf(lines)})`.execute(tx)
  await sql`insert into archive_sealed_item (region_id, seal_id, position, material, name, kind, size, sha256)
    select ${caller.region}, ${id}, n, material, name, kind, size, sha256
    from unnest(${lines.map(({ material }) => material)}::text[], ${lines.map(({ name }) => name)}::text[],
      ${lines.map(({ kind }) => kind)}::text[], ${lines.map(({ size }) => size)}::bigint[],
      ${lines.map(({ sha256 }) => sha256)}::bytea[]) with ordinality x(material, name, kind, size, sha256, n)`.execute(
    tx,
  )
  await audit(
    tx,
    'seal-archive',
    { kind: 'archive', id },
    { title: subject.title, percent, items: lines.length },
  )
  return { id }
}
