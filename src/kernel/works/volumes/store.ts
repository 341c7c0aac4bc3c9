import { sql } from 'kysely'
import { notFound } from '#lib/refusal.ts'
import type { Work } from '../../call.ts'
import { unitNameOn } from '../../programme/sql.ts'

/** A volume as it is kept. */
export type Volume = {
  id: string
  year: number
  title: string
  subtitle: string
  editors: string
  preface: string
  unitId: string
  unitCode: string
  unitName: string
  madeBy: string
  /** Whether the session's unit keeps it. */
  keeps: boolean
}

/** The volumes of a condition on `v`, newest first. */
async function volumesBy({ tx, caller }: Work, condition: ReturnType<typeof sql>): Promise<Volume[]> {
  const { rows } =
    await sql<Volume>`select v.id, v.year, v.title, coalesce(v.subtitle, '') as subtitle, coalesce(v.editors, '') as editors,
      coalesce(v.preface, '') as preface, v.unit_id as "unitId", u.code as "unitCode",
      ${unitNameOn(caller.region, 'v.unit_id', sql`make_date(v.year, 12, 31)`)} as "unitName", v.made_by as "madeBy",
      v.unit_id = any ((select session_units())::uuid[]) as keeps
    from volume v join unit u on u.region_id = v.region_id and u.id = v.unit_id
    where v.region_id = ${caller.region} and ${condition} order by v.made_at desc`.execute(tx)
  return rows
}

/** The volumes of a year that the session sees. */
export function volumesOfYear(work: Work, year: number): Promise<Volume[]> {
  return volumesBy(work, sql`v.year = ${year}`)
}

/** One volume. @throws Refused 404 */
export async function findVolume(work: Work, id: string): Promise<Volume> {
  const [found] = await volumesBy(work, sql`v.id = ${id}`)
  if (found === undefined) throw notFound('这本成果集')
  return found
}

/** A work that was picked, with its words. */
export type Picked = {
  id: string
  title: string
  kind: string
  code: string
  part: string | null
  version: number
  text: string | null
}

/** The works of a volume in their order. */
export async function pickedOf({ tx, caller }: Work, volume: string): Promise<Picked[]> {
  const { rows } =
    await sql<Picked>`select w.id, w.title, w.kind, w.code, k.part, k.version, v.text from volume_work k
    join work w on w.region_id = k.region_id and w.id = k.work_id
    join work_version v on v.region_id = k.region_id and v.work_id = k.work_id and v.version = k.version
    where k.region_id = ${caller.region} and k.volume_id = ${volume} order by k.position`.execute(tx)
  return rows
}

export type Edition = { edition: number; pages: number; at: Date; by: string; docxId: string; pdfId: string }

/** The editions of a volume, newest first. */
export async function editionsOf({ tx, caller }: Work, volume: string): Promise<Edition[]> {
  const { rows } =
    await sql<Edition>`select edition, pages, made_at as at, made_by as by, docx_id as "docxId", pdf_id as "pdfId"
    from volume_edition where region_id = ${caller.region} and volume_id = ${volume} order by edition desc`.execute(
      tx,
    )
  return rows
}

/** Of each volume: how many works it has, and its newest edition. */
export async function countsOf(
  { tx, caller }: Work,
  volumes: readonly string[],
): Promise<Map<string, { works: number; edition: number; pages: number | null }>> {
  const { rows } = await sql<{ id: string; works: number; edition: number; pages: number | null }>`
    select v.id, (select count(*) from volume_work k where k.region_id = v.region_id and k.volume_id = v.id) as works,
      coalesce(e.edition, 0) as edition, e.pages
    from volume v left join lateral (select * from volume_edition e where e.region_id = v.region_id and e.volume_id = v.id
      order by e.edition desc limit 1) e on true
    where v.region_id = ${caller.region} and v.id = any (${volumes}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}
