import { createHash } from 'node:crypto'
import type { Database } from '#db/open.ts'
import { hashToken } from '#kernel/account/token.ts'

/** People on the roster of the activity that is checked in to. */
export const PEOPLE = 12_000

/** The activity and the tokens of everybody's session; the officer's is for the screen. */
export type Hall = { activity: string; officer: string; teachers: string[] }

const token = (name: string): string => createHash('sha256').update(name).digest('base64url')

/** Fills a fresh database with one large activity that is on now, and signs everybody in. */
export async function fillHall(db: Database): Promise<Hall> {
  await db.admin.query(REGION)
  const found = await db.admin.query<{ id: string }>('select id from activity')
  const teachers = Array.from({ length: PEOPLE }, (_, index) => token(`teacher ${index + 1}`))
  const officer = token('officer')
  await db.admin.query(
    `insert into session (token_hash, region_id, kind, role, person_id, actor, idle_seconds, expires_at)
     select h, 1, 'user', 'teacher', n.id, n.name, 86400, now() + interval '1 day'
     from unnest($1::bytea[]) with ordinality t(h, i) join person n on n.file_order = t.i`,
    [teachers.map(hashToken)],
  )
  await db.admin.query(
    `insert into session (token_hash, region_id, kind, role, actor, idle_seconds, expires_at)
     values ($1, 1, 'user', 'officer', 'officer', 86400, now() + interval '1 day')`,
    [hashToken(officer)],
  )
  await db.admin.query(SESSIONS_BY_NUMBER, [teachers.map((each) => hashToken(each).toString('hex'))])
  await db.admin.query('analyze')
  return { activity: found.rows[0]!.id, officer, teachers }
}

const REGION = `
  insert into region (code, name) values ('990001', '测试县');
  insert into unit (region_id, id, code, category) values (1, gen_random_uuid(), '990001', 'region');
  insert into unit_state (region_id, unit_id, valid, name) select 1, id, '(,)', '测试县' from unit;
  insert into person (region_id, id, identity_number, name, name_initials, file_order)
    select 1, gen_random_uuid(), 'X' || i, '教师' || i, 'js', i from generate_series(1, ${PEOPLE}) i;
  insert into person_state (region_id, person_id, valid, unit_id) select 1, p.id, '(,)', u.id from person p, unit u;
  insert into programme (region_id, id, code, title, system, level, year, organiser_id, category)
    select 1, gen_random_uuid(), 'P1', '大会', 'group-training', 'county', extract(year from now()), id, '集中' from unit;
  insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots)
    select 1, gen_random_uuid(), id, 'A1', '开幕', now(), now() + interval '8 hours', 8, 1 from programme;
  insert into participation (region_id, activity_id, person_id, role) select 1, a.id, p.id, 'trainee' from activity a, person p;`

/** For pgbench, which knows numbers only; outside of what is measured over HTTP. */
const SESSIONS_BY_NUMBER = `
  with made as (select i, h from unnest($1::text[]) with ordinality t(h, i))
  insert into bench_session select i, decode(h, 'hex') from made`

/** Tables that only the benchmark has. */
export const BENCH_TABLES = `
  create table bench_session (i bigint primary key, hash bytea not null);
  create sequence bench_number;
  grant select on bench_session to yanpei_app;
  grant usage on sequence bench_number to yanpei_app;`
