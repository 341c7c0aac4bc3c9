import { sql, type RawBuilder } from 'kysely'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'

/** An activity that may be drawn. */
export type Candidate = { id: string; unitId: string }

/**
 * Activities of running projects of a system at some units that ended in the days named and were not drawn before: a
 * project runs until its hours are recognised.
 */
export async function poolOf(
  { tx, caller, now }: Work,
  asked: { system: string; root: string; from: Day; until: Day },
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`select a.id, g.organiser_id as "unitId" from activity a
    join programme g on g.region_id = a.region_id and g.id = a.programme_id and g.system = ${asked.system}
    join programme_hold h on h.region_id = g.region_id and h.programme_id = g.id and h.released_at is null
    where a.region_id = ${caller.region} and a.ends_at <= ${now}
      and (a.ends_at at time zone 'Asia/Shanghai')::date between ${asked.from}::date and ${asked.until}::date
      and g.organiser_id in (select unit_id from units_below(${caller.region}, ${asked.root}, (${now}::timestamptz at time zone 'Asia/Shanghai')::date))
      and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
      and not exists (select from spot_candidate c where c.region_id = a.region_id and c.activity_id = a.id and c.chosen)
    order by a.id`.execute(tx)
  return rows
}

/** An activity in a draw, with its newest check. */
export type SpotFound = {
  draw: string
  drawTitle: string
  activity: string
  title: string
  programme: string
  programmeTitle: string
  schoolCode: string
  schoolName: string
  unitId: string
  on: Day
  held: number
  place: number
  chosen: boolean
  checkId: string | null
  verdict: 'accepted' | 'returned' | null
  hours: number | null
  words: string | null
  answered: boolean
}
type SpotFoundRow = Omit<SpotFound, 'held' | 'hours'> & { held: string; hours: string | null }

/** Activities of draws in view that a condition over candidates `c`, activities `a` names, in the order drawn. */
export async function findSpots({ tx, caller }: Work, where: RawBuilder<unknown>): Promise<SpotFound[]> {
  const { rows } = await sql<SpotFoundRow>`
    select c.draw_id as draw, d.title as "drawTitle", a.id as activity, a.title, g.id as programme, g.title as "programmeTitle",
      u.code as "schoolCode", coalesce(s.name, u.code) as "schoolName", c.unit_id as "unitId",
      (a.starts_at at time zone 'Asia/Shanghai')::date as "on", a.hours as held, c.place, c.chosen,
      k.id as "checkId", k.verdict, k.hours, k.words,
      exists (select from spot_answer w where w.region_id = c.region_id and w.check_id = k.id) as answered
    from spot_candidate c join spot_draw d on d.region_id = c.region_id and d.id = c.draw_id
    join activity a on a.region_id = c.region_id and a.id = c.activity_id
    join programme g on g.region_id = a.region_id and g.id = a.programme_id
    join unit u on u.region_id = c.region_id and u.id = c.unit_id
    left join lateral (select name from unit_state s where s.region_id = c.region_id and s.unit_id = c.unit_id
      order by lower(s.valid) desc nulls last limit 1) s on true
    left join lateral (select k.id, k.verdict, k.hours, k.words from spot_check k where k.region_id = c.region_id and k.draw_id = c.draw_id
      and k.activity_id = c.activity_id order by k.checked_at desc, k.id desc limit 1) k on true
    where c.region_id = ${caller.region} and ${where} order by d.drawn_at desc, c.place`.execute(tx)
  return rows.map((row) => ({
    ...row,
    held: Number(row.held),
    hours: row.hours === null ? null : Number(row.hours),
  }))
}

/** A check as it was filed. */
export type CheckRow = {
  id: string
  verdict: 'accepted' | 'returned'
  hours: number
  words: string
  by: string
  at: Date
}

/** The checks of a drawn activity, the newest first. */
export async function checksOf({ tx, caller }: Work, draw: string, activity: string): Promise<CheckRow[]> {
  const { rows } = await sql<Omit<CheckRow, 'hours'> & { hours: string }>`select id, verdict, hours, words,
      checked_by as by, checked_at as at from spot_check
    where region_id = ${caller.region} and draw_id = ${draw} and activity_id = ${activity}
    order by checked_at desc, id desc`.execute(tx)
  return rows.map((row) => ({ ...row, hours: Number(row.hours) }))
}

/** What was found item by item, and what schools answered, by the ids of checks. */
export async function findingsOf(
  { tx, caller }: Work,
  checks: readonly string[],
): Promise<{ check: string; item: string; met: boolean; words: string }[]> {
  const { rows } = await sql<{ check: string; item: string; met: boolean; words: string }>`
    select check_id as "check", item, met, words from spot_finding
    where region_id = ${caller.region} and check_id = any (${checks}::uuid[]) order by item`.execute(tx)
  return rows
}

/** What schools answered to checks, the oldest first. */
export async function answersOf(
  { tx, caller }: Work,
  checks: readonly string[],
): Promise<{ check: string; words: string; by: string; at: Date }[]> {
  const { rows } = await sql<{ check: string; words: string; by: string; at: Date }>`
    select check_id as "check", words, answered_by as by, answered_at as at from spot_answer
    where region_id = ${caller.region} and check_id = any (${checks}::uuid[]) order by answered_at`.execute(
    tx,
  )
  return rows
}

/** Files a sheet. */
export async function insertCheck(
  { tx }: Work,
  check: { id: string; draw: string; activity: string; verdict: string; hours: number; words: string },
  findings: readonly { item: string; met: boolean; words: string }[],
): Promise<void> {
  await sql`insert into spot_check (id, draw_id, activity_id, verdict, hours, words)
    values (${check.id}, ${check.draw}, ${check.activity}, ${check.verdict}, ${check.hours}, ${check.words})`.execute(
    tx,
  )
  const rows = findings.map(
    ({ item, met, words }) => sql`(${check.id}::uuid, ${item}, ${met}::boolean, ${words})`,
  )
  await sql`insert into spot_finding (check_id, item, met, words) values ${sql.join(rows)}`.execute(tx)
}

/** Writes what the school put right. */
export async function insertAnswer({ tx }: Work, id: string, check: string, words: string): Promise<void> {
  await sql`insert into spot_answer (id, check_id, words) values (${id}, ${check}, ${words})`.execute(tx)
}
