import { sql, type RawBuilder } from 'kysely'
import type { Level, Role, System } from '#contract/vocabulary.ts'
import type { Period } from '#lib/dated.ts'
import type { Day } from '#lib/dates.ts'
import type { PersonFacts } from '#contract/people.ts'
import type { Work } from '#kernel/call.ts'

/** A person's own row. */
export type PersonRecord = {
  id: string
  identityNumber: string
  name: string
  phone: string | null
  startedOn: Day | null
}

/** What held of a person over some days. */
export type PersonState = Period & PersonFacts & { unitId: string; document: string | null }

/** The person with an id if the session sees it; with `lock` nobody else changes it until this work ends. */
export async function findPerson(work: Work, id: string, lock = false): Promise<PersonRecord | undefined> {
  const { rows } = await sql<PersonRecord>`
    select id, identity_number as "identityNumber", name, phone, started_on as "startedOn" from person
    where region_id = ${work.caller.region} and id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(
    work.tx,
  )
  return rows[0]
}

/** All that ever held of a person, oldest first. */
export async function statesOf(work: Work, id: string): Promise<PersonState[]> {
  const { rows } = await sql<PersonState>`
    select lower(valid) as "from", upper(valid) as "to", unit_id as "unitId", stage, subject, rank, degree, staffing,
      putonghua, certificate, document
    from person_state where region_id = ${work.caller.region} and person_id = ${id}::uuid
    order by lower(valid) nulls first`.execute(work.tx)
  return rows
}

/** Runs a query about one person; `of` is its condition on region and person. */
async function about<T>(
  work: Work,
  id: string,
  query: (of: (table: string, column: string) => RawBuilder<unknown>) => RawBuilder<T>,
): Promise<T[]> {
  const of = (table: string, column: string): RawBuilder<unknown> =>
    sql`${sql.ref(`${table}.region_id`)} = ${work.caller.region} and ${sql.ref(`${table}.${column}`)} = ${id}::uuid`
  return (await query(of).execute(work.tx)).rows
}

type Title = { title: string; level: Level; on: Day; until: Day | null; why: string | null }

/** Titles, newest first. */
export function titlesOf(work: Work, id: string): Promise<Title[]> {
  return about(
    work,
    id,
    (of) => sql<Title>`select title, level, named_on as "on", ends_after as until, why from title_term t
      where ${of('t', 'person_id')} order by named_on desc, title`,
  )
}

type Award = { name: string; kind: string; level: Level; grade: string | null; on: Day }

/** Awards, newest first. */
export function awardsOf(work: Work, id: string): Promise<Award[]> {
  return about(
    work,
    id,
    (of) => sql<Award>`select name, kind, level, grade, awarded_on as "on" from award t
      where ${of('t', 'person_id')} order by awarded_on desc, name`,
  )
}

type Pair = { role: 'mentor' | 'apprentice'; partner: string | null; on: Day; until: Day | null }

/** Pairs on either side, newest first; a partner whom the session does not see is not named. */
export function pairsOf(work: Work, id: string): Promise<Pair[]> {
  return about(
    work,
    id,
    (of) => sql<Pair>`
    select case when t.mentor_id = ${id}::uuid then 'mentor' else 'apprentice' end as role, p.name as partner,
      t.starts_on as "on", t.ends_after as until
    from pairing t left join person p on p.region_id = t.region_id and p.id <> ${id}::uuid and p.id in (t.mentor_id, t.apprentice_id)
    where ${of('t', 'mentor_id')} or ${of('t', 'apprentice_id')} order by t.starts_on desc`,
  )
}

type Exchange = { kind: string; fromId: string; toId: string; on: Day; until: Day | null }

/** Exchanges, newest first. */
export function exchangesOf(work: Work, id: string): Promise<Exchange[]> {
  return about(
    work,
    id,
    (
      of,
    ) => sql<Exchange>`select kind, from_unit_id as "fromId", to_unit_id as "toId", starts_on as "on", ends_after as until
      from exchange t where ${of('t', 'person_id')} order by starts_on desc`,
  )
}

type Training = {
  activityId: string
  title: string
  programme: string
  system: System
  level: Level
  role: Role
  endsOn: Day
  hours: string
  attended: number
  slots: number
  recognised: boolean
}

/** Activities on whose roster the person is, newest first; cancelled ones count nowhere. */
export function trainingsOf(work: Work, id: string): Promise<Training[]> {
  return about(
    work,
    id,
    (of) => sql<Training>`
    select a.id as "activityId", a.title, m.title as programme, m.system, m.level, t.role,
      (a.ends_at at time zone 'Asia/Shanghai')::date as "endsOn", a.hours, t.attended, a.slots, t.recognised
    from participation t
    join activity a on a.region_id = t.region_id and a.id = t.activity_id
    join programme m on m.region_id = a.region_id and m.id = a.programme_id
    where ${of('t', 'person_id')}
      and not exists (select from activity_cancellation c where c.region_id = a.region_id and c.activity_id = a.id)
    order by a.ends_at desc, a.code, t.role`,
  )
}

type OnlineStudy = { platform: string; course: string; hours: string; completedOn: Day }

/** Courses on outside platforms, newest first. */
export function onlineStudiesOf(work: Work, id: string): Promise<OnlineStudy[]> {
  return about(
    work,
    id,
    (of) => sql<OnlineStudy>`select platform, course, hours, completed_on as "completedOn" from online_study t
      where ${of('t', 'person_id')} order by completed_on desc, course`,
  )
}

type WorkRow = { code: string; kind: string; title: string; on: Day }

/** Works, newest first. */
export function worksOf(work: Work, id: string): Promise<WorkRow[]> {
  return about(
    work,
    id,
    (of) => sql<WorkRow>`select code, kind, title, dated_on as "on" from work t
      where ${of('t', 'author_id')} order by dated_on desc, code`,
  )
}

type Loan = { title: string; lentOn: Day; returnedOn: Day | null }

/** Books lent, newest first. */
export function loansOf(work: Work, id: string): Promise<Loan[]> {
  return about(
    work,
    id,
    (of) => sql<Loan>`select title, lent_on as "lentOn", returned_on as "returnedOn" from loan t
      where ${of('t', 'person_id')} order by lent_on desc, title`,
  )
}
