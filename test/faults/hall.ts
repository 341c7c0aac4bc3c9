import { createHash } from 'node:crypto'
import { openDatabase } from '#db/open.ts'
import { hashToken } from '#kernel/account/token.ts'

/** One activity that is on now, and the session tokens of who is in it and of an officer. */
export type Hall = { activity: string; officer: string; teachers: string[] }

const token = (name: string): string => createHash('sha256').update(name).digest('base64url')

/** Fills the data folder of a serving program with a region of so many people, all in one activity and signed in. */
export async function fillHall(
  dataDir: string,
  people: number,
  role: 'trainee' | 'lecturer' = 'trainee',
): Promise<Hall> {
  const db = await openDatabase({ dataDir, onSecond: 'share' })
  try {
    await db.admin.query(REGION.replaceAll('$people', String(people)).replaceAll('$role', role))
    const teachers = Array.from({ length: people }, (_, index) => token(`teacher ${index}`))
    await db.admin.query(
      `insert into session (token_hash, region_id, kind, role, person_id, actor, idle_seconds, expires_at)
       select h, p.region_id, 'user', 'teacher', p.id, p.name, 86400, now() + interval '1 day'
       from unnest($1::bytea[]) with ordinality t(h, i) join person p on p.file_order = t.i
       union all select $2, r.id, 'user', 'officer', null, 'officer', 86400, now() + interval '1 day' from region r`,
      [teachers.map(hashToken), hashToken(token('officer'))],
    )
    await db.admin.query('analyze')
    const { rows } = await db.admin.query<{ id: string }>('select id from activity')
    return { activity: rows[0]?.id ?? '', officer: token('officer'), teachers }
  } finally {
    await db.close()
  }
}

/** What a query of the stopped program's data folder says; of several, the last. */
export async function ask<T extends object>(dataDir: string, query: string): Promise<T[]> {
  const db = await openDatabase({ dataDir })
  try {
    const answers = [await db.admin.query<T>(query)].flat()
    return answers.at(-1)?.rows ?? []
  } finally {
    await db.close()
  }
}

const REGION = `
  insert into region (code, name) values ('990666', '会堂县');
  insert into unit (region_id, id, code, category) select id, gen_random_uuid(), code, 'region' from region;
  insert into unit_state (region_id, unit_id, valid, name) select region_id, id, '(,)', '会堂县' from unit;
  insert into person (region_id, id, identity_number, name, name_initials, file_order)
    select r.id, gen_random_uuid(), 'X' || i, '教师' || i, 'js', i from region r, generate_series(1, $people) i;
  insert into person_state (region_id, person_id, valid, unit_id) select p.region_id, p.id, '(,)', u.id from person p, unit u;
  insert into programme (region_id, id, code, title, system, level, year, organiser_id, category)
    select region_id, gen_random_uuid(), 'P1', '大会', 'group-training', 'county', extract(year from now()), id, '集中' from unit;
  insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots)
    select region_id, gen_random_uuid(), id, 'A1', '开幕', now() - interval '10 minutes', now() + interval '8 hours', 1000, 1 from programme;
  insert into participation (region_id, activity_id, person_id, role) select a.region_id, a.id, p.id, '$role' from activity a, person p;`
