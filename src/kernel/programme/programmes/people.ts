import { sql } from 'kysely'
import type * as z from 'zod'
import type { programmePage } from '#contract/programme.ts'
import type { Work } from '#kernel/call.ts'
import type { ProgrammeDefinition } from '../define.ts'
import { roleWord } from '../registry.ts'
import { unitNameOn, unitOfPersonOn } from '../sql.ts'
import type { Programme } from './find.ts'

type Reply = z.input<NonNullable<(typeof programmePage)['reply']>>

type Row = {
  person_id: string
  name: string
  unit_code: string | null
  unit_name: string | null
  role: 'trainee' | 'lecturer' | 'team' | 'organiser'
  activities: number
  recognised: number
  hours: string
}

/** Everybody in a programme by person and role; hours are the recognised ones. */
export async function rosterOfProgramme(
  { tx, caller }: Work,
  system: ProgrammeDefinition | undefined,
  programme: Programme,
): Promise<Reply['roster']> {
  const on = sql`make_date(${programme.year}, 12, 31)`
  const { rows } = await sql<Row>`
    with counted as materialized (
      select t.person_id, t.role, count(*) as activities, count(*) filter (where t.recognised) as recognised,
        coalesce(sum(case t.role when 'trainee' then a.hours * t.attended / a.slots else a.hours end)
          filter (where t.recognised), 0) as hours
      from activity a join participation t on t.region_id = a.region_id and t.activity_id = a.id
      where a.region_id = ${caller.region} and a.programme_id = ${programme.id} and not exists (
        select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
      group by t.person_id, t.role
    ), people as materialized (
      select c.*, n.name, n.file_order, ${unitOfPersonOn(caller.region, 'c.person_id', on)} as unit_id
      from counted c join person n on n.region_id = ${caller.region} and n.id = c.person_id
    ), units as (
      select u.id, u.code, ${unitNameOn(caller.region, 'u.id', on)} as name from unit u
      where u.region_id = ${caller.region} and u.id in (select unit_id from people)
    )
    select p.person_id, p.name, u.code as unit_code, u.name as unit_name, p.role, p.activities, p.recognised,
      round(p.hours, 2) as hours
    from people p left join units u on u.id = p.unit_id order by p.file_order, p.person_id, p.role`.execute(
    tx,
  )
  return rows.map((row) => ({
    personId: row.person_id,
    name: row.name,
    unit: { code: row.unit_code ?? '', name: row.unit_name ?? '' },
    roleWord: roleWord(system, row.role),
    activities: row.activities,
    recognised: row.recognised,
    hours: Number(row.hours),
  }))
}

/** The works handed in under a programme, newest first. */
export async function worksOf({ tx, caller }: Work, programme: string): Promise<Reply['works']> {
  const { rows } = await sql<
    Reply['works'][number]
  >`select w.code, w.kind, w.title, n.name as author, w.dated_on as "on"
    from work w join person n on n.region_id = w.region_id and n.id = w.author_id
    where w.region_id = ${caller.region} and w.programme_id = ${programme} order by w.dated_on desc, w.code`.execute(
    tx,
  )
  return rows
}
