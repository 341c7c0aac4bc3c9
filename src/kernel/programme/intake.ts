import { sql } from 'kysely'
import type { Work } from '../call.ts'
import { newIdSql, takeIn, takeInBulk } from '../intake.ts'
import type { Intake } from '../intake.ts'

/** Prepares the lists of what an import touched; settlement reads them at its end. */
export async function prepareTouched({ tx }: Work): Promise<void> {
  await sql`create temporary table touched_activity (id uuid) on commit drop`.execute(tx)
  await sql`create temporary table touched_course (id uuid) on commit drop`.execute(tx)
}

/** Activities whose credits an import may have changed. */
export async function touchedActivities({ tx }: Work): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct id from touched_activity order by id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Online courses whose credits an import may have changed. */
export async function touchedCourses({ tx }: Work): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct id from touched_course order by id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Takes in 项目. A changed category touches its activities. @returns programmes new or changed. */
export async function takeInProgrammes(work: Work, { table, batch }: Intake): Promise<number> {
  const facts = [
    'title',
    'system',
    'level',
    'year',
    'organiser_id',
    'subject',
    'stage',
    'starts_on',
    'ends_after',
    'places',
    'budget',
    'category',
  ]
  const taken = await takeIn(
    work,
    `
    insert into programme as p (region_id, id, code, ${facts.join(', ')}, batch_id)
    select ${work.caller.region}, ${newIdSql(work)}, number, name, system, level, year, host_code_id, subject, stage,
      starts_on, ends_on, planned_people, budget, credit_category, '${batch}' from ${table} order by part, row
    on conflict (region_id, code) do update set ${excluded([...facts, 'batch_id'])}
      where (${columns('p', facts)}) is distinct from (${columns('excluded', facts)})
    returning 1`,
  )
  await touchActivitiesOf(work, batch)
  return taken
}

async function touchActivitiesOf({ tx, caller }: Work, batch: string): Promise<void> {
  await sql`insert into touched_activity
    select a.id from activity a join programme p on p.region_id = a.region_id and p.id = a.programme_id
    where p.region_id = ${caller.region} and p.batch_id = ${batch}`.execute(tx)
}

/** Takes in 活动; local times are those of Asia/Shanghai. @returns activities new or changed. */
export function takeInActivities(work: Work, { table, batch }: Intake): Promise<number> {
  const facts = ['programme_id', 'title', 'phase', 'starts_at', 'ends_at', 'place_id', 'hours', 'slots']
  return takeIn(
    work,
    `
    insert into activity as a (region_id, id, code, ${facts.join(', ')}, batch_id)
    select ${work.caller.region}, ${newIdSql(work)}, number, programme_number_id, name, stage,
      starts_at at time zone 'Asia/Shanghai', ends_at at time zone 'Asia/Shanghai', place_code_id, hours, slots, '${batch}'
    from ${table} order by part, row
    on conflict (region_id, code) do update set ${excluded([...facts, 'batch_id'])}
      where (${columns('a', facts)}) is distinct from (${columns('excluded', facts)})
    returning id`,
    'touched_activity',
  )
}

/** Takes in 参与: the key is the whole row. @returns participations new. */
export function takeInParticipations(work: Work, { table, batch }: Intake): Promise<number> {
  const region = work.caller.region
  const add = `
    insert into participation (region_id, activity_id, person_id, role, batch_id)
    select ${region}, t.activity_number_id, t.identity_number_id, t.role, '${batch}' from ${table} t
    where not exists (select from participation p where p.region_id = ${region} and p.activity_id = any (${activitiesIn(table)})
      and p.activity_id = t.activity_number_id and p.person_id = t.identity_number_id and p.role = t.role)
    order by t.activity_number_id, t.identity_number_id`
  return takeInBulk(work, { add, returning: 'activity_id as id' }, 'touched_activity')
}

/** Takes in 签到. @returns check-ins new or changed. */
export function takeInAttendance(work: Work, { table, batch }: Intake): Promise<number> {
  const region = work.caller.region
  const known = `a.region_id = ${region} and a.activity_id = any (${activitiesIn(table)})
      and a.activity_id = t.activity_number_id and a.person_id = t.identity_number_id and a.slot = t.slot`
  const written = `'import', now(), (select (session_row()).actor), '${batch}'::uuid`
  const add = `
    insert into attendance (region_id, activity_id, person_id, slot, status, at, method, recorded_at, recorded_by, batch_id)
    select ${region}, t.activity_number_id, t.identity_number_id, t.slot, t.state, t.checked_in_at at time zone 'Asia/Shanghai', ${written}
    from ${table} t where not exists (select from attendance a where ${known})
    order by t.activity_number_id, t.identity_number_id, t.slot`
  const change = `
    update attendance a
    set (status, at, method, recorded_at, recorded_by, batch_id) = row(t.state, t.checked_in_at at time zone 'Asia/Shanghai', ${written})
    from ${table} t where ${known} and (a.status, a.at) is distinct from (t.state, t.checked_in_at at time zone 'Asia/Shanghai')`
  return takeInBulk(work, { add, change, returning: 'activity_id as id' }, 'touched_activity')
}

/** The activities of checked rows: what is compared with them is looked up by its index, however large the region. */
function activitiesIn(table: string): string {
  return `array(select distinct activity_number_id from ${table})`
}

/** Takes in 网络学时. @returns courses new or changed. */
export function takeInCourses(work: Work, { table, batch }: Intake): Promise<number> {
  const region = work.caller.region
  const known = `o.region_id = ${region} and o.person_id = t.identity_number_id and o.platform = t.platform and o.course = t.course`
  const add = `
    insert into online_study (region_id, id, person_id, platform, course, hours, completed_on, batch_id)
    select ${region}, ${newIdSql(work)}, t.identity_number_id, t.platform, t.course, t.hours, t.completed_on, '${batch}'
    from ${table} t where not exists (select from online_study o where ${known}) order by t.part, t.row`
  const change = `
    update online_study o set hours = t.hours, completed_on = t.completed_on, batch_id = '${batch}'
    from ${table} t where ${known} and (o.hours, o.completed_on) is distinct from (t.hours, t.completed_on)`
  return takeInBulk(work, { add, change, returning: 'id' }, 'touched_course')
}

function excluded(names: readonly string[]): string {
  return names.map((name) => `${name} = excluded.${name}`).join(', ')
}

function columns(alias: string, names: readonly string[]): string {
  return names.map((name) => `${alias}.${name}`).join(', ')
}
