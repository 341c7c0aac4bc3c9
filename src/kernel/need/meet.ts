import { sql, type RawBuilder } from 'kysely'
import { dayAt } from '#lib/dates.ts'
import { audit, type Work } from '#kernel/call.ts'
import { runningOffers } from './store.ts'
import { tellOf } from './tell.ts'
import { isOf, onFile, type Who } from './who.ts'

/** Meets the need that somebody has of a course. @returns its id, or null where none stands. */
export async function meetNeed(
  work: Work,
  who: Who,
  course: string,
  because: string,
): Promise<string | null> {
  const known = await onFile(work, who)
  const [met] = await meetWhere(work, sql`n.course = ${course} and ${isOf(work, known)}`, because)
  return met ?? null
}

/** A need that was met by a decision stands again when the decision is taken back, unless the same one stands anew. */
export async function reopenNeed({ tx, caller }: Work, id: string, because: string): Promise<void> {
  const { numAffectedRows } =
    await sql`update need n set outcome = null, ended_on = null, ended_because = null, ended_by = null
    where n.region_id = ${caller.region} and n.id = ${id} and n.outcome = 'met' and not exists (select from need o
      where o.region_id = n.region_id and o.course = n.course and o.outcome is null
        and coalesce(o.person_id::text, o.identity_number) = coalesce(n.person_id::text, n.identity_number))`.execute(
      tx,
    )
  if (numAffectedRows === 1n) await audit(tx, 'need.reopen', { kind: 'need', id }, { because })
}

/**
 * What the records say by themselves: who has gone through a programme that serves the course, and who was certified by
 * what a workbook brought, needs it no more; who registered while a course runs is told of it.
 * @returns how many needs were met.
 */
export async function followRecords(work: Work): Promise<number> {
  const finished = await meetEach(work, FINISHED)
  const certified = await meetEach(work, CERTIFIED)
  await tellNewcomers(work)
  return finished + certified
}

type Found = { id: string; because: string }

async function meetEach(work: Work, found: (region: number) => RawBuilder<Found>): Promise<number> {
  const { rows } = await found(work.caller.region).execute(work.tx)
  for (const { id, because } of rows) await meetWhere(work, sql`n.id = ${id}`, because)
  return rows.length
}

/**
 * 学完: every activity of the programme on whose roster the person stands as a trainee is settled and recognised, at
 * least one, the last of them held after the need was noted.
 */
const FINISHED = (region: number): RawBuilder<Found> => sql<Found>`
  select distinct on (n.id) n.id, '已学完“' || g.title || '”，参训经认定' as because
  from need_offer o
  join programme g on g.region_id = o.region_id and g.id = o.programme_id
  join need n on n.region_id = o.region_id and n.course = o.course and n.outcome is null
  join person p on p.region_id = n.region_id and (p.id = n.person_id or p.identity_number = n.identity_number)
  cross join lateral (
    select bool_and(r.recognised and a.settled_at is not null) as whole, max(a.ends_at) as last
    from activity a join participation r on r.region_id = a.region_id and r.activity_id = a.id and r.person_id = p.id and r.role = 'trainee'
    where a.region_id = g.region_id and a.programme_id = g.id and not exists (select from activity_cancellation x
      where x.region_id = a.region_id and x.activity_id = a.id)) done
  where o.region_id = ${region} and done.whole and done.last >= n.since
  order by n.id, o.offered_at`

/** Certified by a record that no case brought: a case says itself what its steps have met. */
const CERTIFIED = (region: number): RawBuilder<Found> => sql<Found>`
  select distinct on (n.id) n.id, '已取得' || c.kind || '教师资格' as because
  from need n
  left join person p on p.region_id = n.region_id and p.id = n.person_id
  join certification c on c.region_id = n.region_id and c.identity_number = coalesce(n.identity_number, p.identity_number)
    and c.result = 'certified' and c.case_id is null and c.applied_on >= n.since
  where n.region_id = ${region} and n.outcome is null and n.source = 'case' order by n.id, c.applied_on`

async function tellNewcomers(work: Work): Promise<void> {
  const { rows } = await sql<{ course: string }>`select distinct course from need_offer
    where region_id = ${work.caller.region}`.execute(work.tx)
  for (const { course } of rows)
    for (const offer of await runningOffers(work, course)) await tellOf(work, offer)
}

async function meetWhere(work: Work, which: RawBuilder<unknown>, because: string): Promise<string[]> {
  const { tx, caller, now } = work
  const { rows } = await sql<{
    id: string
  }>`update need n set outcome = 'met', ended_on = ${dayAt(now)}::date,
      ended_because = ${because}, ended_by = ${caller.actor}
    where n.region_id = ${caller.region} and n.outcome is null and ${which} returning n.id`.execute(tx)
  for (const { id } of rows) await audit(tx, 'need.met', { kind: 'need', id }, { because })
  return rows.map(({ id }) => id)
}
