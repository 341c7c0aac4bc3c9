import { sql, type RawBuilder } from 'kysely'
import type { CertificateState } from '#contract/certificate.ts'
import { amongPairs, type Uncovered } from '#kernel/people/uncovered.ts'
import type { Work } from '#kernel/call.ts'
import { dayAt, type Day } from '#lib/dates.ts'

/** Somebody who teaches a stage without the qualification for it. */
export type Missing = {
  id: string
  name: string
  unitId: string
  stage: string
  subject: string | null
  certificate: string | null
  since: Day | null
  dueOn: Day | null
  remindedAt: Date | null
  state: CertificateState
}

/** Which of them: within units (null: all in view), in a state. */
export type Sought = { units: readonly string[] | null; state?: CertificateState | undefined }

/** Those who teach a stage that their qualification does not cover, with the newest reminder for it. */
function missing(
  work: Work,
  pairs: readonly Uncovered[],
  units: readonly string[] | null,
): RawBuilder<unknown> {
  const { caller, now } = work
  const today = dayAt(now)
  return sql`(
    select p.id, p.name, p.file_order, c.counts_at as unit_id, s.stage, s.subject, s.certificate, nullif(lower(s.valid), '-infinity') as since,
      m.due_on, m.reminded_at, case when m.due_on is null then 'open' when m.due_on < ${today}::date then 'late' else 'reminded' end as state
    from person_state s
    join person p on p.region_id = s.region_id and p.id = s.person_id
    join unit_counts_at(${caller.region}, ${today}::date) c on c.unit_id = s.unit_id
    left join lateral (select x.due_on, x.reminded_at from certificate_reminder x
      where x.region_id = s.region_id and x.person_id = s.person_id and x.stage = s.stage order by x.due_on desc limit 1) m on true
    where s.region_id = ${caller.region} and holds_on(s.valid, ${today}::date) and ${amongPairs(pairs)}
      and (${units === null} or c.counts_at = any (${[...(units ?? [])]}::uuid[]))
  )`
}

/** A page of them: what is late first, then who was not told. */
export async function findMissing(
  work: Work,
  pairs: readonly Uncovered[],
  { units, state }: Sought,
  page: { offset: number; limit: number },
): Promise<Missing[]> {
  if (pairs.length === 0) return []
  const { rows } = await sql<Missing>`
    select m.id, m.name, m.unit_id as "unitId", m.stage, m.subject, m.certificate, m.since, m.due_on as "dueOn",
      m.reminded_at as "remindedAt", m.state
    from ${missing(work, pairs, units)} m where ${state ?? null}::text is null or m.state = ${state ?? null}
    order by array_position(array['late', 'open', 'reminded'], m.state), m.due_on, m.file_order
    offset ${page.offset} limit ${page.limit}`.execute(work.tx)
  return rows
}

/** How many there are in each state. */
export async function countMissing(
  work: Work,
  pairs: readonly Uncovered[],
  units: readonly string[] | null,
): Promise<Record<CertificateState, number>> {
  const counts = { open: 0, reminded: 0, late: 0 }
  if (pairs.length === 0) return counts
  const { rows } = await sql<{ state: CertificateState; count: number }>`
    select m.state, count(*)::integer as count from ${missing(work, pairs, units)} m group by m.state`.execute(
    work.tx,
  )
  for (const { state, count } of rows) counts[state] = count
  return counts
}

/** Some of them by person. */
export async function missingOf(
  work: Work,
  pairs: readonly Uncovered[],
  people: readonly string[],
): Promise<Missing[]> {
  if (pairs.length === 0) return []
  const { rows } = await sql<Missing>`
    select m.id, m.name, m.unit_id as "unitId", m.stage, m.subject, m.certificate, m.since, m.due_on as "dueOn",
      m.reminded_at as "remindedAt", m.state
    from ${missing(work, pairs, null)} m where m.id = any (${people}::uuid[])`.execute(work.tx)
  return rows
}

/** Writes that they were told, until when. */
export async function insertReminders(
  { tx, caller, now }: Work,
  people: readonly Missing[],
  said: { dueOn: Day; notice: string },
): Promise<void> {
  await sql`insert into certificate_reminder (region_id, id, person_id, stage, certificate, due_on, notice_id, reminded_at, reminded_by)
    select ${caller.region}, gen_random_uuid(), p, s, nullif(c, ''), ${said.dueOn}::date, ${said.notice}, ${now}, ${caller.actor}
    from unnest(${people.map(({ id }) => id)}::uuid[], ${people.map(({ stage }) => stage)}::text[],
      ${people.map(({ certificate }) => certificate ?? '')}::text[]) as t (p, s, c)`.execute(tx)
}
