import { sql, type RawBuilder } from 'kysely'
import type { HomeItem, HomeView } from '#contract/statistics.ts'
import { itemOf, recordAt, type ItemRecord } from './item.ts'
import type { HomeScope } from './scope.ts'

/** How far ahead a roster and the times of check-in must stand. */
const PREPARED_DAYS = 7
const UPCOMING_SHOWN = 8

type Row = { id: string; title: string }

/** Activities that ended and have no attendance: nobody gets hours or credits for them. */
export async function unrecorded(scope: HomeScope): Promise<HomeItem[]> {
  const { rows } = await sql<Row>`
    select a.id, a.title from activities_unrecorded(${scope.year}, ${scope.work.now}) n
    join activity a on a.region_id = ${scope.region} and a.id = n.activity_id
    where ${organised(scope)} order by a.ends_at desc`.execute(scope.work.tx)
  const because = '没有签到就不认定学时和学分，请补录签到，或取消没有办的班次。'
  return itemOf(
    { id: 'unrecorded', title: '已结束但没有签到的班次', word: '个班次', tone: 'late', because },
    recordsOf(rows),
  )
}

type Coming = Row & { enrolled: number; missing_slots: number }

/** Activities of the next days that nobody is enrolled in, or whose check-in has no times yet. */
export async function unprepared(scope: HomeScope): Promise<HomeItem[]> {
  const { rows } = await sql<Coming>`
    select a.id, a.title, n.enrolled, a.slots - (select count(*)::integer from activity_slot s
      where s.region_id = a.region_id and s.activity_id = a.id) as missing_slots
    from (${coming(scope, PREPARED_DAYS)}) a, activity_numbers(array[a.id]) n
    order by a.starts_at`.execute(scope.work.tx)
  return [
    ...itemOf(
      {
        id: 'roster-missing',
        title: `${PREPARED_DAYS} 天内开始但没有名单的班次`,
        word: '个班次',
        tone: 'warn',
        because: '请尽快确定名单，名单外的人不能签到。',
      },
      recordsOf(rows.filter((row) => row.enrolled === 0)),
    ),
    ...itemOf(
      {
        id: 'slots-missing',
        title: `${PREPARED_DAYS} 天内开始但没有排定签到时间的班次`,
        word: '个班次',
        tone: 'warn',
        because: '请排定每场签到的时间，否则现场不能扫码。',
      },
      recordsOf(rows.filter((row) => row.missing_slots > 0)),
    ),
  ]
}

/** What comes next: activities that the unit organises, or that its people are on the roster of. */
export async function upcoming(scope: HomeScope): Promise<HomeView['upcoming']> {
  type Next = Row & { programme: string; starts_at: Date; place_id: string | null; enrolled: number }
  const { rows } = await sql<Next>`
    select a.id, a.title, p.title as programme, a.starts_at, a.place_id, n.enrolled
    from activity a join programme p on p.region_id = a.region_id and p.id = a.programme_id, activity_numbers(array[a.id]) n
    where a.region_id = ${scope.region} and a.ends_at > ${scope.work.now} and ${notCancelled}
      and (${organised(scope)} or exists (select from participation t
        where t.region_id = a.region_id and t.activity_id = a.id))
    order by a.starts_at limit ${UPCOMING_SHOWN}`.execute(scope.work.tx)
  return rows.map((row) => ({
    activityId: row.id,
    title: row.title,
    programme: row.programme,
    startsAt: row.starts_at.toISOString(),
    place: row.place_id === null ? null : (scope.network.get(row.place_id)?.name ?? null),
    enrolled: row.enrolled,
  }))
}

/** Programmes of the year that nothing was arranged for. */
export async function withoutActivities(scope: HomeScope): Promise<HomeItem[]> {
  const { rows } = await sql<Row>`
    select p.id, p.title from programme p
    where p.region_id = ${scope.region} and p.year = ${scope.year}
      and (${scope.unitIds}::uuid[] is null or p.organiser_id = any (${scope.unitIds}::uuid[]))
      and not exists (select from activity a where a.region_id = p.region_id and a.programme_id = p.id and ${notCancelled})
    order by p.starts_on nulls last, p.code`.execute(scope.work.tx)
  const because = scope.running ? '请安排班次，否则计划落空。' : '计划没有实施，总结里要有交代。'
  const records = rows.map((row) => recordAt('programmes', row.id, row.title))
  return itemOf(
    { id: 'programme-empty', title: '没有安排任何班次的项目', word: '个项目', tone: 'warn', because },
    records,
  )
}

const notCancelled = sql`not exists (select from activity_cancellation c
  where c.region_id = a.region_id and c.activity_id = a.id)`

function coming({ region, work, ...scope }: HomeScope, days: number): RawBuilder<unknown> {
  return sql`select a.* from activity a where a.region_id = ${region} and a.starts_at >= ${work.now}
    and a.starts_at < ${work.now}::timestamptz + make_interval(days => ${days})
    and ${notCancelled} and ${organised({ region, work, ...scope })}`
}

/** Whether activity `a` belongs to a programme that the unit, or one below it, organises. */
function organised({ region, unitIds }: HomeScope): RawBuilder<unknown> {
  if (unitIds === null) return sql`true`
  return sql`exists (select from programme o where o.region_id = ${region} and o.id = a.programme_id
    and o.organiser_id = any (${unitIds}::uuid[]))`
}

function recordsOf(rows: readonly Row[]): ItemRecord[] {
  return rows.map((row) => recordAt('activities', row.id, row.title))
}
