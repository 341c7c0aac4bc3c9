import { sql } from 'kysely'
import type { UnitRef } from '#contract/common.ts'
import type { Work } from '#kernel/call.ts'
import { notFound } from '#lib/refusal.ts'
import { requireManage, type Managed } from '../rights.ts'
import { unitNameOn } from '../sql.ts'

/** A programme as its records say. Days are 'YYYY-MM-DD', money and hours decimals. */
export type Programme = Managed & {
  id: string
  code: string
  title: string
  system: string
  level: string
  year: number
  organiser: UnitRef
  subject: string | null
  stage: string | null
  startsOn: string | null
  endsOn: string | null
  places: number | null
  budget: string | null
  category: string | null
}

type Row = Omit<Programme, 'organiser' | 'organiserName'> & { organiserCode: string; organiserName: string }

/** @throws Refused 404 for one that is not there or of another region. */
export async function findProgramme({ tx, caller }: Work, id: string): Promise<Programme> {
  const on = sql`make_date(p.year, 12, 31)`
  const { rows } = await sql<Row>`select p.id, p.code, p.title, p.system, p.level, p.year, p.subject, p.stage,
      p.starts_on as "startsOn", p.ends_after as "endsOn", p.places, p.budget, p.category,
      o.code as "organiserCode", ${unitNameOn(caller.region, 'p.organiser_id', on)} as "organiserName",
      p.organiser_id = any ((select session_units())::uuid[]) as organises
    from programme p join unit o on o.region_id = p.region_id and o.id = p.organiser_id
    where p.region_id = ${caller.region} and p.id = ${id}`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw notFound('这个项目')
  const { organiserCode, ...rest } = row
  return { ...rest, organiser: { code: organiserCode, name: row.organiserName } }
}

/**
 * The programme for a change by whoever manages it; nobody else changes it until the transaction ends.
 * @throws Refused 404; 403 for who does not manage it.
 */
export async function programmeToChange(work: Work, id: string): Promise<Programme> {
  const programme = await findProgramme(work, id)
  requireManage(work.caller, programme)
  await sql`select from programme where region_id = ${work.caller.region} and id = ${id} for update`.execute(
    work.tx,
  )
  return programme
}
