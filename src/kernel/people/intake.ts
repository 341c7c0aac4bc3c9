import { sql } from 'kysely'
import { pinyinInitials } from '#lib/pinyin.ts'
import type { Work } from '../call.ts'
import { newIdSql, saidOf, takeIn } from '../intake.ts'
import type { Intake } from '../intake.ts'

/**
 * Takes in 教师: the person, and what holds in the newest state. People keep the order of the file that first named
 * them. A correction replaces what was said before; a transfer with a date is made on the person's page, and
 * stands when an older workbook comes again.
 * @returns people new or changed.
 */
export async function takeInPeople(work: Work, { table, batch }: Intake): Promise<number> {
  const { tx, caller } = work
  const region = caller.region
  await addInitials(work, table)
  await sql
    .raw(`create temporary table changed_people (person_id uuid primary key) on commit drop`)
    .execute(tx)
  await sql
    .raw(`
    with taken as (
      insert into person as p (region_id, id, identity_number, name, name_initials, phone, started_on, file_order, batch_id)
      select ${region}, ${newIdSql(work)}, t.identity_number, t.name, i.initials, t.phone, t.started_work_on,
        (select coalesce(max(file_order), 0) from person where region_id = ${region}) + row_number() over (order by t.part, t.row), '${batch}'
      from ${table} t join name_initials i on i.name = t.name order by t.part, t.row
      on conflict (region_id, identity_number) do update
        set name = excluded.name, name_initials = excluded.name_initials, phone = excluded.phone,
          started_on = excluded.started_on, batch_id = excluded.batch_id
        where (p.name, p.phone, p.started_on) is distinct from (excluded.name, excluded.phone, excluded.started_on)
      returning id)
    insert into changed_people select id from taken`)
    .execute(tx)
  await takeInStates(work, table)
  return takeIn(work, 'select person_id from changed_people')
}

/** Pinyin is TypeScript's business: each name of the file once. */
async function addInitials({ tx }: Work, table: string): Promise<void> {
  const { rows } = await sql.raw<{ name: string }>(`select distinct name from ${table}`).execute(tx)
  const names = rows.map((row) => row.name)
  await sql`create temporary table name_initials (name text primary key, initials text not null) on commit drop`.execute(
    tx,
  )
  await sql`insert into name_initials select * from unnest(${names}::text[], ${names.map(pinyinInitials)}::text[])`.execute(
    tx,
  )
}

async function takeInStates({ tx, caller }: Work, table: string): Promise<void> {
  const region = caller.region
  const facts = ['unit_id', 'stage', 'subject', 'rank', 'degree', 'staffing', 'putonghua', 'certificate']
  const list = (alias: string): string => facts.map((fact) => `${alias}.${fact}`).join(', ')
  await sql
    .raw(`
    with stated as (
      select p.id as person_id, t.unit_code_id as unit_id, t.stage, t.subject, t.professional_title as rank, t.degree,
        t.staffing, t.putonghua, t.qualification as certificate
      from ${table} t join person p on p.region_id = ${region} and p.identity_number = t.identity_number
    ), newest as (
      select distinct on (s.person_id) s.* from person_state s join stated using (person_id)
      where s.region_id = ${region} order by s.person_id, lower(s.valid) desc nulls last
    ), earlier as (
      select s.person_id, ${facts.map((fact) => `array_agg(s.${fact}) as ${fact}`).join(', ')}
      from person_state s join newest w on w.person_id = s.person_id and w.valid <> s.valid
      where s.region_id = ${region} group by s.person_id
    ), said as (
      select n.person_id, s.valid, ${saidOf(facts)}
      from stated n join newest s using (person_id) left join earlier e using (person_id)
    ), changed as (
      update person_state s set ${facts.map((fact) => `${fact} = n.${fact}`).join(', ')}
      from said n where s.region_id = ${region} and s.person_id = n.person_id and s.valid = n.valid
        and (${list('s')}) is distinct from (${list('n')})
      returning s.person_id
    ), added as (
      insert into person_state (region_id, person_id, valid, ${facts.join(', ')})
      select ${region}, n.person_id, daterange(null, null), ${list('n')}
      from stated n where not exists (select from newest w where w.person_id = n.person_id) order by n.person_id
      returning person_id
    )
    insert into changed_people select person_id from changed on conflict do nothing`)
    .execute(tx)
}

/** Takes in 称号; what an export says of a title that ended early changes nothing. @returns titles new or changed. */
export function takeInTitles(work: Work, { table, batch }: Intake): Promise<number> {
  return takeIn(
    work,
    `
    insert into title_grant as g (region_id, id, person_id, title, level, named_on, ends_after, batch_id)
    select ${work.caller.region}, ${newIdSql(work)}, identity_number_id, title, level, named_on, expires_on, '${batch}' from ${table}
    on conflict (region_id, person_id, title, level, named_on) do update set ends_after = excluded.ends_after, batch_id = excluded.batch_id
      where g.ends_after is distinct from excluded.ends_after
        and not exists (select from title_end e where e.region_id = g.region_id and e.grant_id = g.id and e.ended_on - 1 = excluded.ends_after)
    returning 1`,
  )
}

/** Takes in 结对. @returns pairs new or changed. */
export function takeInPairings(work: Work, { table, batch }: Intake): Promise<number> {
  return takeIn(
    work,
    `
    insert into pairing as g (region_id, id, mentor_id, apprentice_id, starts_on, ends_after, batch_id)
    select ${work.caller.region}, ${newIdSql(work)}, mentor_identity_number_id, apprentice_identity_number_id, starts_on, ends_on, '${batch}' from ${table}
    on conflict (region_id, mentor_id, apprentice_id, starts_on) do update set ends_after = excluded.ends_after, batch_id = excluded.batch_id
      where g.ends_after is distinct from excluded.ends_after
    returning 1`,
  )
}

/** Takes in 交流. @returns exchanges new or changed. */
export function takeInExchanges(work: Work, { table, batch }: Intake): Promise<number> {
  return takeIn(
    work,
    `
    insert into exchange as g (region_id, id, person_id, kind, from_unit_id, to_unit_id, starts_on, ends_after, batch_id)
    select ${work.caller.region}, ${newIdSql(work)}, identity_number_id, kind, from_code_id, to_code_id, starts_on, ends_on, '${batch}' from ${table}
    on conflict (region_id, person_id, kind, starts_on) do update
      set from_unit_id = excluded.from_unit_id, to_unit_id = excluded.to_unit_id, ends_after = excluded.ends_after, batch_id = excluded.batch_id
      where (g.from_unit_id, g.to_unit_id, g.ends_after) is distinct from (excluded.from_unit_id, excluded.to_unit_id, excluded.ends_after)
    returning 1`,
  )
}

/** Takes in 荣誉: all columns are the key, so a row is new or known. @returns awards new. */
export function takeInAwards(work: Work, { table, batch }: Intake): Promise<number> {
  return takeIn(
    work,
    `
    insert into award (region_id, id, person_id, name, kind, level, grade, awarded_on, batch_id)
    select ${work.caller.region}, ${newIdSql(work)}, identity_number_id, name, kind, level, grade, awarded_on, '${batch}' from ${table}
    on conflict do nothing returning 1`,
  )
}

/** Takes in 资格认定. @returns applications new or changed. */
export function takeInCertifications(work: Work, { table, batch }: Intake): Promise<number> {
  return takeIn(
    work,
    `
    insert into certification as g (region_id, id, name, identity_number, kind, subject, putonghua, result, failed_step, certificate_number, applied_on, batch_id)
    select ${work.caller.region}, ${newIdSql(work)}, name, identity_number, kind, subject, putonghua, result, failed_step, certificate_number, applied_on, '${batch}' from ${table}
    on conflict (region_id, identity_number, kind, subject, applied_on, case_id) do update
      set name = excluded.name, putonghua = excluded.putonghua, result = excluded.result, failed_step = excluded.failed_step,
        certificate_number = excluded.certificate_number, batch_id = excluded.batch_id
      where (g.name, g.putonghua, g.result, g.failed_step, g.certificate_number)
        is distinct from (excluded.name, excluded.putonghua, excluded.result, excluded.failed_step, excluded.certificate_number)
    returning 1`,
  )
}
