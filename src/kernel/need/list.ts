import { sql, type RawBuilder } from 'kysely'
import type * as z from 'zod'
import type { NeedList, NeedRow, needs, NeedState } from '#contract/need.ts'
import { NEED_COURSES } from '#contract/vocabulary.ts'
import { dayAt } from '#lib/dates.ts'
import { actionOf } from '#kernel/action.ts'
import type { Work } from '#kernel/call.ts'

type Query = z.output<NonNullable<typeof needs.query>>
type Sought = Omit<Query, 'offset' | 'limit'>
type Counts = Record<NeedState, number>

const MOST = 100_000

/** The register as the caller sees it: a page of needs, counts by course, and what is offered. */
export async function needList(work: Work, query: Query): Promise<NeedList> {
  const counts = await countsOf(work, query)
  const shown = query.course === undefined ? counts : counts.filter(({ course }) => course === query.course)
  return {
    total: shown.reduce((sum, one) => sum + totalOf(one, query.state), 0),
    rows: await rowsOf(work, query, query),
    courses: counts,
    offers: await offersOf(work),
    actions: actionsOf(work),
  }
}

/** Everything that the filters find. */
export function allNeeds(work: Work, query: Sought): Promise<NeedRow[]> {
  return rowsOf(work, query, { offset: 0, limit: MOST })
}

function totalOf(counts: Counts, state: NeedState | undefined): number {
  return state === undefined ? counts.open + counts.told + counts.met + counts.withdrawn : counts[state]
}

function actionsOf({ caller }: Work): NeedList['actions'] {
  const { role } = caller
  const registers = role === 'leader' ? '局领导账号只查看，不登记。' : null
  return [
    actionOf('register', registers),
    actionOf('offer', role === 'officer' ? null : '开班由中心管理员办理。'),
  ]
}

/** Needs with where the person is posted and what they were told, by the filters but the state. */
function found({ caller, now }: Work, { course, unit, search }: Sought): RawBuilder<unknown> {
  const today = dayAt(now)
  const words = search?.trim() ?? ''
  const pattern = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql`(
    select n.*, coalesce(n.person_id, p.id) as person, u.code, us.name as unit_name, told.programme, told.title, told."on",
      case when n.outcome is not null then n.outcome when told.programme is not null then 'told' else 'open' end as state,
      coalesce(n.person_id, p.id) is not null or exists (select from applicant a where a.region_id = n.region_id
        and a.identity_number = n.identity_number) as reachable
    from need n
    left join person p on p.region_id = n.region_id and n.identity_number is not null and p.identity_number = n.identity_number
    left join person_state s on s.region_id = n.region_id and s.person_id = coalesce(n.person_id, p.id) and s.valid @> ${today}::date
    left join unit u on u.region_id = s.region_id and u.id = s.unit_id
    left join unit_state us on us.region_id = s.region_id and us.unit_id = s.unit_id and us.valid @> ${today}::date
    left join lateral (select g.id as programme, g.title, (t.told_at at time zone 'Asia/Shanghai')::date as "on"
      from need_told t join programme g on g.region_id = t.region_id and g.id = t.programme_id
      where t.region_id = n.region_id and t.need_id = n.id order by t.told_at desc limit 1) told on true
    where n.region_id = ${caller.region} and (${course ?? null}::text is null or n.course = ${course ?? null})
      and (${unit ?? null}::text is null or s.unit_id in (select b.unit_id from unit r, units_below(${caller.region}, r.id, ${today}::date) b
        where r.region_id = ${caller.region} and r.code = ${unit ?? null}))
      and (${words} = '' or n.name ilike ${pattern})
  )`
}

type Row = Omit<NeedRow, 'unit' | 'told' | 'ended'> & {
  code: string | null
  unitName: string | null
  programme: string | null
  title: string | null
  on: string | null
  endedOn: string | null
  endedBecause: string | null
  endedBy: string | null
}

async function rowsOf(
  work: Work,
  query: Sought,
  page: { offset: number; limit: number },
): Promise<NeedRow[]> {
  const { rows } = await sql<Row>`
    select f.id, f.course, f.name, f.person, f.code, f.unit_name as "unitName", f.source, f.because, f.since, f.case_id as "case", f.state,
      f.programme, f.title, f."on", f.reachable, f.ended_on as "endedOn", f.ended_because as "endedBecause", f.ended_by as "endedBy"
    from ${found(work, query)} f where ${query.state ?? null}::text is null or f.state = ${query.state ?? null}
    order by array_position(array['open', 'told', 'met', 'withdrawn'], f.state), f.course, f.since, f.name, f.id
    offset ${page.offset} limit ${page.limit}`.execute(work.tx)
  return rows.map(rowOf)
}

function rowOf({
  code,
  unitName,
  programme,
  title,
  on,
  endedOn,
  endedBecause,
  endedBy,
  ...row
}: Row): NeedRow {
  return {
    ...row,
    unit: code === null ? null : { code, name: unitName ?? code },
    told: programme === null || on === null ? null : { programme, title: title ?? '', on },
    ended: endedOn === null ? null : { on: endedOn, because: endedBecause ?? '', by: endedBy ?? '' },
  }
}

/** Counts by course; the program's own courses stand there without a need, so that one can be registered. */
async function countsOf(work: Work, query: Sought): Promise<NeedList['courses']> {
  const { rows } = await sql<{ course: string; state: NeedState; count: number }>`
    select f.course, f.state, count(*)::integer as count from ${found(work, { ...query, course: undefined })} f
    group by f.course, f.state`.execute(work.tx)
  const courses = [...new Set<string>([...NEED_COURSES, ...rows.map(({ course }) => course)])]
  const count = (course: string, state: NeedState): number =>
    rows.find((row) => row.course === course && row.state === state)?.count ?? 0
  return courses.map((course) => ({
    course,
    open: count(course, 'open'),
    told: count(course, 'told'),
    met: count(course, 'met'),
    withdrawn: count(course, 'withdrawn'),
  }))
}

async function offersOf({ tx, caller }: Work): Promise<NeedList['offers']> {
  const { rows } = await sql<NeedList['offers'][number]>`
    select g.id as programme, g.title, o.course, (o.offered_at at time zone 'Asia/Shanghai')::date as "on", g.starts_on as "startsOn",
      g.ends_after as "endsOn", (select count(*)::integer from need_told t where t.region_id = o.region_id
        and t.programme_id = o.programme_id and t.course = o.course) as told
    from need_offer o join programme g on g.region_id = o.region_id and g.id = o.programme_id
    where o.region_id = ${caller.region} order by o.offered_at desc limit 100`.execute(tx)
  return rows
}
