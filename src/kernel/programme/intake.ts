import { sql } from 'kysely'
import type { Work } from '../call.ts'
import { newIdSql, takeIn } from '../intake.ts'
import type { Intake } from '../intake.ts'

/** Prepares the lists of what an import touched; settlement reads them at its end. */
export async function prepareTouched({ tx }: Work): Promise<void> {
  await sql`create temporary table touched_activity (id uuid primary key) on commit drop`.execute(tx)
  await sql`create temporary table touched_course (id uuid primary key) on commit drop`.execute(tx)
}

/** Activities whose credits an import may have changed. */
export async function touchedActivities({ tx }: Work): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from touched_activity order by id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Online courses whose credits an import may have changed. */
export async function touchedCourses({ tx }: Work): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from touched_course order by id`.execute(tx)
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
    where p.region_id = ${caller.region} and p.batch_id = ${batch} on conflict do nothing`.execute(tx)
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
  return takeIn(
    work,
    `
    insert into participation (region_id, activity_id, person_id, role, batch_id)
    select ${work.caller.region}, activity_number_id, identity_number_id, role, '${batch}' from ${table}
    order by activity_number_id, identity_number_id
    on conflict do nothing returning activity_id as id`,
    'touched_activity',
  )
}

/** Takes in 签到. @returns check-ins new or changed. */
export function takeInAttendance(work: Work, { table, batch }: Intake): Promise<number> {
  return takeIn(
    work,
    `
    insert into attendance as a (region_id, activity_id, person_id, slot, status, at, method, recorded_at, recorded_by, batch_id)
    select ${work.caller.region}, activity_number_id, identity_number_id, slot, state, checked_in_at at time zone 'Asia/Shanghai',
      'import', now(), (select (session_row()).actor), '${batch}'
    from ${table} order by activity_number_id, identity_number_id, slot
    on conflict (region_id, activity_id, person_id, slot) do update
      set status = excluded.status, at = excluded.at, method = excluded.method, recorded_at = excluded.recorded_at,
        recorded_by = excluded.recorded_by, batch_id = excluded.batch_id
      where (a.status, a.at) is distinct from (excluded.status, excluded.at)
    returning activity_id as id`,
    'touched_activity',
  )
}

/** Takes in 网络学时. @returns courses new or changed. */
export function takeInCourses(work: Work, { table, batch }: Intake): Promise<number> {
  return takeIn(
    work,
    `
    insert into online_study as o (region_id, id, person_id, platform, course, hours, completed_on, batch_id)
    select ${work.caller.region}, ${newIdSql(work)}, identity_number_id, platform, course, hours, completed_on, '${batch}'
    from ${table} order by part, row
    on conflict (region_id, person_id, platform, course) do update
      set hours = excluded.hours, completed_on = excluded.completed_on, batch_id = excluded.batch_id
      where (o.hours, o.completed_on) is distinct from (excluded.hours, excluded.completed_on)
    returning id`,
    'touched_course',
  )
}

function excluded(names: readonly string[]): string {
  return names.map((name) => `${name} = excluded.${name}`).join(', ')
}

function columns(alias: string, names: readonly string[]): string {
  return names.map((name) => `${alias}.${name}`).join(', ')
}
