import { sql } from 'kysely'
import type { HandbookGrade } from '#contract/handbook.ts'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import type { Check } from './decide.ts'
import type { Found } from './place.ts'

type FoundRow = Omit<Found, 'hours'> & { hours: string | null }

/**
 * Everything on record of people that a handbook may hold, dated in [from, to): works, activities held in which they
 * took part, problems they stated, entries of their own; the oldest first.
 */
export async function foundOf(
  { tx, caller, now }: Work,
  people: readonly string[],
  from: Day,
  to: Day,
): Promise<Found[]> {
  const region = caller.region
  const { rows } = await sql<FoundRow>`
    select 'work' as source, w.id, x.person, w.dated_on as "on", w.kind as what, '' as role, w.title, '' as text,
      null::numeric as hours, w.id as opens
    from work w, lateral (select w.author_id as person union select c.person_id from work_coauthor c
      where c.region_id = w.region_id and c.work_id = w.id) x
    where w.region_id = ${region} and x.person = any (${people}::uuid[])
      and w.dated_on >= ${from}::date and w.dated_on < ${to}::date
    union all
    select 'activity', a.id, p.person_id, (a.starts_at at time zone 'Asia/Shanghai')::date, g.system, p.role, a.title, '',
      case when p.role = 'trainee' then round(a.hours * came.slots / a.slots, 2) else a.hours end, a.id
    from participation p join activity a on a.region_id = p.region_id and a.id = p.activity_id
    join programme g on g.region_id = a.region_id and g.id = a.programme_id
    cross join lateral (select greatest(p.attended, (select count(*) from attendance t where t.region_id = p.region_id
      and t.activity_id = p.activity_id and t.person_id = p.person_id and t.status in ('present', 'late'))) as slots) came
    where p.region_id = ${region} and p.person_id = any (${people}::uuid[]) and a.ends_at <= ${now}
      and a.starts_at >= ${from}::timestamp at time zone 'Asia/Shanghai'
      and a.starts_at < ${to}::timestamp at time zone 'Asia/Shanghai'
      and (p.role <> 'trainee' or came.slots > 0)
      and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
    union all
    select 'problem', b.id, b.person_id, (b.stated_at at time zone 'Asia/Shanghai')::date, '', '', left(b.text, 40), b.text, null, null
    from topic_problem b where b.region_id = ${region} and b.person_id = any (${people}::uuid[])
      and b.stated_at >= ${from}::timestamp at time zone 'Asia/Shanghai'
      and b.stated_at < ${to}::timestamp at time zone 'Asia/Shanghai'
      and not exists (select from topic_withdrawal x where x.region_id = b.region_id and x.problem_id = b.id)
    union all
    select 'entry', e.id, e.person_id, e.dated_on, e.kind, '', e.title, e.text, null, coalesce(e.activity_id, e.work_id)
    from handbook_entry e where e.region_id = ${region} and e.person_id = any (${people}::uuid[]) and e.withdrawn_at is null
      and e.dated_on >= ${from}::date and e.dated_on < ${to}::date
    order by "on", source, title`.execute(tx)
  return rows.map((row) => ({ ...row, hours: row.hours === null ? null : Number(row.hours) }))
}

/** A grade as it was given. */
export type GivenCheck = Check & { items: number; hours: number; by: string; at: Date; unitId: string }

/** The newest grade of each month of a year, or of one month, of people; without `people` of all in view. */
export async function checksOf(
  { tx, caller }: Work,
  year: number,
  people: readonly string[] | null,
  month: number | null = null,
): Promise<GivenCheck[]> {
  const { rows } = await sql<Omit<GivenCheck, 'hours'> & { hours: string }>`
    select distinct on (k.person_id, k.month) k.person_id as person, extract(month from k.month)::integer as month, k.grade,
      k.remark, k.items, k.hours, k.checked_by as by, k.checked_at as at, k.unit_id as "unitId"
    from handbook_check k where k.region_id = ${caller.region}
      and k.month >= make_date(${year}, 1, 1) and k.month < make_date(${year + 1}, 1, 1)
      and (${month}::integer is null or k.month = make_date(${year}, ${month}::integer, 1))
      and (${people}::uuid[] is null or k.person_id = any (${people}::uuid[]))
    order by k.person_id, k.month, k.checked_at desc, k.id desc`.execute(tx)
  return rows.map((row) => ({ ...row, hours: Number(row.hours) }))
}

/** A teacher where the teacher counts. */
export type Member = { id: string; name: string; unitId: string }

/** The people in view that count at some units on a day, in the order of the file. */
export async function membersOf({ tx, caller }: Work, units: readonly string[], day: Day): Promise<Member[]> {
  const { rows } = await sql<Member>`select n.id, n.name, c.counts_at as "unitId"
    from person_state s join unit_counts_at(${caller.region}, ${day}::date) c on c.unit_id = s.unit_id
    join person n on n.region_id = s.region_id and n.id = s.person_id
    where s.region_id = ${caller.region} and s.valid @> ${day}::date and c.counts_at = any (${units}::uuid[])
    order by n.file_order, n.id`.execute(tx)
  return rows
}

/** Writes an entry of a teacher's own. */
export async function insertEntry(
  { tx }: Work,
  entry: {
    id: string
    person: string
    unit: string
    on: Day
    kind: string
    title: string
    text: string
    activity: string | null
    work: string | null
  },
): Promise<void> {
  await sql`insert into handbook_entry (id, person_id, unit_id, dated_on, kind, title, text, activity_id, work_id)
    values (${entry.id}, ${entry.person}, ${entry.unit}, ${entry.on}, ${entry.kind}, ${entry.title}, ${entry.text},
      ${entry.activity}, ${entry.work})`.execute(tx)
}

/** Takes an own entry back. @returns the day it stood at; undefined where there is none of the caller's. */
export async function withdrawEntry({ tx, caller, now }: Work, id: string): Promise<{ on: Day } | undefined> {
  const { rows } = await sql<{
    on: Day
  }>`update handbook_entry set withdrawn_at = ${now}, withdrawn_by = ${caller.actor}
    where region_id = ${caller.region} and id = ${id} and person_id = ${caller.person} and withdrawn_at is null
    returning dated_on as "on"`.execute(tx)
  return rows[0]
}

/** Writes a grade of a month. */
export async function insertCheck(
  { tx }: Work,
  check: {
    id: string
    person: string
    unit: string
    month: Day
    grade: HandbookGrade
    remark: string
    items: number
    hours: number
  },
): Promise<void> {
  await sql`insert into handbook_check (id, person_id, unit_id, month, grade, remark, items, hours)
    values (${check.id}, ${check.person}, ${check.unit}, ${check.month}, ${check.grade}, ${check.remark}, ${check.items},
      ${check.hours})`.execute(tx)
}
