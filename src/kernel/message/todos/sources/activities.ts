import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import { addDays, dayAt, instantOf, localTimeOf, yearOf } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { LISTED, NOTHING, type TodoFinder, type Waiting } from '../../define.ts'

type Coming = { id: string; title: string; starts: Date; place: string | null; total: number }

const AHEAD_DAYS = 7

/** Activities of the next week that the caller is on the roster of. */
export const activities: TodoFinder = {
  source: 'activity',
  find: async (work) => (work.caller.person === null ? NOTHING : comingOf(work, work.caller.person)),
}

async function comingOf({ tx, caller, now }: Work, person: string): Promise<Waiting> {
  const today = dayAt(now)
  const { rows } = await sql<Coming>`
    select a.id, a.title, a.starts_at as starts, s.name as place, count(*) over ()::integer as total
    from (select distinct activity_id from participation where region_id = ${caller.region} and person_id = ${person}) t
    join activity a on a.region_id = ${caller.region} and a.id = t.activity_id
    left join unit_state s on s.region_id = a.region_id and s.unit_id = a.place_id and s.valid @> ${today}::date
    where a.ends_at > ${now} and a.starts_at < ${instantOf(`${addDays(today, AHEAD_DAYS)} 00:00:00`)}
      and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
    order by a.starts_at, a.id limit ${LISTED}`.execute(tx)
  return {
    total: rows[0]?.total ?? 0,
    link: '/m/mine',
    items: rows.map(({ title, starts, place }) => ({
      title,
      detail: [localTimeOf(starts).slice(5, 16), place].filter((part) => part !== null).join(' · '),
      link: '/m',
      due: dayAt(starts) < today ? today : dayAt(starts),
    })),
  }
}

type Unrecorded = { id: string; title: string; ended: Date; total: number }

/** Days within which attendance is to be entered after an activity. */
const RECORD_DAYS = 3
const EDITORS: readonly string[] = ['officer', 'cluster', 'school']

/** Activities of the caller's units that ended this year and have no attendance. */
export const attendance: TodoFinder = {
  source: 'attendance',
  find: async (work) => (EDITORS.includes(work.caller.role) ? unrecordedOf(work) : NOTHING),
}

async function unrecordedOf({ tx, caller, now }: Work): Promise<Waiting> {
  const whole = caller.role === 'officer'
  const rows = await kept(
    tx,
    sql<Unrecorded>`
    select a.id, a.title, a.ends_at as ended, count(*) over ()::integer as total
    from activities_unrecorded(${yearOf(dayAt(now))}, ${now}) n
    join activity a on a.region_id = ${caller.region} and a.id = n.activity_id
    join programme p on p.region_id = a.region_id and p.id = a.programme_id
    where ${whole} or p.organiser_id = any ((select session_units())::uuid[])
    order by a.ends_at desc, a.id limit ${LISTED}`,
  )
  return {
    total: rows[0]?.total ?? 0,
    link: '/',
    items: rows.map(({ id, title, ended }) => ({
      title: `补录《${title}》的签到`,
      detail: `${dayAt(ended)} 结束，没有签到就不认定学时和学分`,
      link: `/activities/${id}`,
      due: addDays(dayAt(ended), RECORD_DAYS),
    })),
  }
}
