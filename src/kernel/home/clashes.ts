import { sql } from 'kysely'
import type { HomeItem } from '#contract/statistics.ts'
import { itemOf, recordAt } from './item.ts'
import type { HomeScope } from './scope.ts'

type Row = { person: string; name: string; title: string; other: string; future: boolean; total: number }
const LISTED = 8

/**
 * People who are on two rosters at overlapping times, in the year and in what is still to come. Each activity is held
 * against the one before that ends last, so that one pass over the year finds them. Organisers may look after two.
 */
export async function clashes(scope: HomeScope): Promise<HomeItem[]> {
  const { work, region, year } = scope
  const { rows } = await sql<Row>`
    with taken as materialized (
      select distinct t.person_id, a.id, a.title, a.starts_at, a.ends_at from activity a
      join participation t on t.region_id = a.region_id and t.activity_id = a.id and t.role <> 'organiser'
      where a.region_id = ${region} and (a.year = ${year} or a.ends_at > ${work.now}) and a.starts_at < a.ends_at
        and not exists (select from activity_cancellation c where c.region_id = a.region_id and c.activity_id = a.id)
    ), busy as (
      select *, max(ends_at) over (partition by person_id order by starts_at, id
        rows between unbounded preceding and 1 preceding) as busy_until from taken
    ), clash as (
      select *, ends_at > ${work.now} as future from busy where busy_until > starts_at
    ), counted as (
      select *, count(*) over (partition by future)::integer as total,
        row_number() over (partition by future order by starts_at, person_id) as place from clash
    )
    select c.person_id as person, p.name, c.title, c.future, c.total, (select b.title from taken b
      where b.person_id = c.person_id and b.id <> c.id and b.starts_at <= c.starts_at and b.ends_at > c.starts_at limit 1) as other
    from counted c join person p on p.region_id = ${region} and p.id = c.person_id
    where c.place <= ${LISTED} order by c.starts_at, p.file_order`.execute(work.tx)
  return [
    ...ahead(rows.filter((row) => row.future)),
    ...past(
      scope,
      rows.filter((row) => !row.future),
    ),
  ]
}

function ahead(rows: readonly Row[]): HomeItem[] {
  const because = '同一人同一时间在两个班次的名单里，请调整时间或换人。'
  return itemOf(
    { id: 'clash', title: '将要撞期的人次', word: '人次', tone: 'late', because, ...totalOf(rows) },
    recordsOf(rows),
  )
}

function past({ year }: HomeScope, rows: readonly Row[]): HomeItem[] {
  const because = '多头培训，请核对是否都真正到场；安排明年计划时错开。'
  const said = {
    id: 'clash-past',
    title: `${year} 年已发生的撞期人次`,
    word: '人次',
    tone: 'warn' as const,
    because,
  }
  return itemOf({ ...said, ...totalOf(rows) }, recordsOf(rows))
}

function totalOf(rows: readonly Row[]): { count: number } {
  return { count: rows[0]?.total ?? 0 }
}

function recordsOf(rows: readonly Row[]): HomeItem['records'] {
  return rows.map((row) => recordAt('people', row.person, `${row.name}（${row.title}与${row.other}）`))
}
