import { sql } from 'kysely'
import type { NeedRow } from '#contract/need.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import type { Work } from '#kernel/call.ts'
import type { Who } from './who.ts'

/** A need as it is noted. */
export type NewNeed = Who & {
  course: string
  source: NeedRow['source']
  because: string
  caseId: string | null
}

/** Notes a need. @returns its id, or null where the same one stands already. */
export async function insertNeed({ tx, caller, now }: Work, need: NewNeed): Promise<string | null> {
  const id = newId(now.getTime())
  const { rows } =
    await sql`insert into need (region_id, id, course, person_id, identity_number, name, source, because, case_id, since, noted_at, noted_by)
    values (${caller.region}, ${id}, ${need.course}, ${need.personId}, ${need.personId === null ? need.identityNumber : null}, ${need.name},
      ${need.source}, ${need.because}, ${need.caseId}, ${dayAt(now)}::date, ${now}, ${caller.actor})
    on conflict do nothing returning id`.execute(tx)
  return rows.length === 0 ? null : id
}

/** A programme that serves a course. */
export type Offer = {
  programme: string
  course: string
  title: string
  startsOn: Day | null
  endsOn: Day | null
}

/** Says that a programme serves a course; saying it twice is saying it once. */
export async function insertOffer(
  { tx, caller, now }: Work,
  programme: string,
  course: string,
): Promise<void> {
  await sql`insert into need_offer (region_id, programme_id, course, offered_at, offered_by)
    values (${caller.region}, ${programme}, ${course}, ${now}, ${caller.actor}) on conflict do nothing`.execute(
    tx,
  )
}

/** The offers of a course that are not over on the day of the work. */
export async function runningOffers({ tx, caller, now }: Work, course: string): Promise<Offer[]> {
  const { rows } = await sql<Offer>`
    select o.programme_id as programme, o.course, g.title, g.starts_on as "startsOn", g.ends_after as "endsOn"
    from need_offer o join programme g on g.region_id = o.region_id and g.id = o.programme_id
    where o.region_id = ${caller.region} and o.course = ${course} and coalesce(g.ends_after >= ${dayAt(now)}::date, true)
    order by o.offered_at desc`.execute(tx)
  return rows
}

/** Somebody who waits for a course: by which person or account they can be told, if by any. */
export type Waiting = { need: string; person: string | null; account: string | null }

/** Those who need a course and have not been told of a programme; with `only`, these of them. */
export async function waitingFor(
  { tx, caller }: Work,
  { programme, course }: Offer,
  only: string | null,
): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select n.id as need, coalesce(n.person_id, p.id) as person, a.account_id as account
    from need n
    left join person p on p.region_id = n.region_id and n.identity_number is not null and p.identity_number = n.identity_number
    left join applicant a on a.region_id = n.region_id and n.identity_number is not null and a.identity_number = n.identity_number and p.id is null
    where n.region_id = ${caller.region} and n.course = ${course} and n.outcome is null and (${only}::uuid is null or n.id = ${only}::uuid)
      and not exists (select from need_told t where t.region_id = n.region_id and t.need_id = n.id and t.programme_id = ${programme})
    order by n.id for update of n`.execute(tx)
  return rows
}

/** Writes that they were told. */
export async function insertTold(
  { tx, caller, now }: Work,
  needs: readonly string[],
  { programme, course }: Offer,
  notice: string,
): Promise<void> {
  await sql`insert into need_told (region_id, need_id, programme_id, course, notice_id, told_at)
    select ${caller.region}, n, ${programme}, ${course}, ${notice}, ${now} from unnest(${needs}::uuid[]) n
    on conflict do nothing`.execute(tx)
}
