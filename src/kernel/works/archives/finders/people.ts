import { sql } from 'kysely'
import { ATTENDANCE_STATES } from '#contract/vocabulary.ts'
import { rosterOfProgramme } from '../../../programme/programmes/people.ts'
import { unitNameOn, unitOfPersonOn } from '../../../programme/sql.ts'
import type { Cell, Entry } from '../filed.ts'
import { gapsFor, type Asked, type Finder, type OfProgramme } from './finder.ts'

type Numbers = { id: string; title: string; ended: boolean; enrolled: number; came: number }

/** The activities that were not cancelled, with how many are on each roster and how many came: of all, also of people who are hidden. */
async function numbers({ work: { tx, caller, now }, subject }: Asked<OfProgramme>): Promise<Numbers[]> {
  const { rows } = await sql<Numbers>`
    select a.id, a.title, a.ends_at < ${now} as ended, n.enrolled, n.came from activity a
    join activity_numbers((select array_agg(x.id) from activity x where x.region_id = ${caller.region}
      and x.programme_id = ${subject.id})) n on n.activity_id = a.id
    where a.region_id = ${caller.region} and a.programme_id = ${subject.id}
      and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
    order by a.starts_at, a.code`.execute(tx)
  return rows
}

/** 名单: each activity has people on its roster. */
export const roster: Finder<OfProgramme> = async (asked) => {
  const held = await numbers(asked)
  const empty = held.filter(({ enrolled }) => enrolled === 0)
  const words =
    held.length === 0 ? ['还没有安排活动，没有名单'] : empty.map(({ title }) => `《${title}》没有名单`)
  const have = held.length - empty.length
  const entries = asked.whole && have > 0 ? [await rosterSheet(asked)] : []
  return { have, need: Math.max(held.length, 1), gaps: gapsFor(asked, words), entries }
}

async function rosterSheet({ work, subject }: Asked<OfProgramme>): Promise<Entry> {
  const rows = await rosterOfProgramme(work, subject.system, subject.programme)
  return {
    kind: 'sheet',
    name: '人员名单',
    columns: ['姓名', '单位', '角色', '活动（次）', '认定（次）', '学时'],
    rows: rows.map((row) => [
      row.name,
      row.unit.name,
      row.roleWord,
      row.activities,
      row.recognised,
      row.hours,
    ]),
  }
}

/** 签到表: each activity that has ended has somebody's attendance. */
export const attendance: Finder<OfProgramme> = async (asked) => {
  const held = await numbers(asked)
  const ended = held.filter((one) => one.ended)
  const bare = ended.filter(({ came }) => came === 0)
  const words =
    held.length === 0 ? ['还没有安排活动，没有签到'] : bare.map(({ title }) => `《${title}》没有签到记录`)
  const have = ended.length - bare.length
  const entries = asked.whole && have > 0 ? [await attendanceSheet(asked)] : []
  const waiting = held.length > 0 && ended.length === 0
  return {
    have,
    need: held.length === 0 ? 1 : ended.length,
    gaps: waiting ? [] : gapsFor(asked, words),
    entries,
  }
}

type Mark = {
  activity: string
  name: string
  unit: string | null
  slot: number
  status: keyof typeof ATTENDANCE_STATES
  at: string | null
}

async function attendanceSheet({ work: { tx, caller }, subject }: Asked<OfProgramme>): Promise<Entry> {
  const on = sql`make_date(${subject.year}, 12, 31)`
  const { rows } = await sql<Mark>`
    with marks as materialized (
      select a.title, a.starts_at, t.person_id, t.slot, t.status, t.at from activity a
      join attendance t on t.region_id = a.region_id and t.activity_id = a.id
      where a.region_id = ${caller.region} and a.programme_id = ${subject.id}
        and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
    ), people as materialized (
      select p.id, p.name, p.file_order, ${unitOfPersonOn(caller.region, 'p.id', on)} as unit_id from person p
      where p.region_id = ${caller.region} and p.id in (select person_id from marks)
    ), units as materialized (
      select u.id, ${unitNameOn(caller.region, 'u.id', on)} as name from unit u
      where u.region_id = ${caller.region} and u.id in (select unit_id from people)
    )
    select m.title as activity, p.name, u.name as unit, m.slot, m.status,
      to_char(m.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at
    from marks m join people p on p.id = m.person_id left join units u on u.id = p.unit_id
    order by m.starts_at, m.title, p.file_order, m.slot`.execute(tx)
  const line = (row: Mark): Cell[] => [
    row.activity,
    row.name,
    row.unit,
    row.slot,
    ATTENDANCE_STATES[row.status],
    row.at,
  ]
  return {
    kind: 'sheet',
    name: '签到记录',
    columns: ['活动', '姓名', '单位', '场次', '状态', '签到时间'],
    rows: rows.map(line),
  }
}
