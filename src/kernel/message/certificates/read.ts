import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import type { CertificateState } from '#contract/certificate.ts'
import type { Work } from '#kernel/call.ts'
import { whyNotCertified } from '#kernel/people/certificates.ts'
import { uncoveredPairs } from '#kernel/people/uncovered.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import { countMissing } from './store.ts'

/** How many within units (null: all in view) teach a stage without the qualification, by the state of the follow-up. */
export async function missingCertificates(
  work: Work,
  units: readonly string[] | null,
): Promise<Record<CertificateState, number>> {
  return countMissing(work, await uncoveredPairs(work, dayAt(work.now)), units)
}

/** Somebody who was reminded and still teaches the stage without the qualification. */
export type Reminded = { id: string; name: string; stage: string; certificate: string | null; dueOn: Day }

/** Those in view whose reminder stands, by its last day. It begins with the reminders: they are few, people are many. */
export async function remindedPeople({ tx, caller, now }: Work): Promise<Reminded[]> {
  const rows = await kept(
    tx,
    sql<Reminded>`select p.id, p.name, s.stage, s.certificate, max(m.due_on) as "dueOn"
      from certificate_reminder m
      join person_state s on s.region_id = m.region_id and s.person_id = m.person_id and s.stage = m.stage
        and holds_on(s.valid, ${dayAt(now)}::date)
      join person p on p.region_id = m.region_id and p.id = m.person_id
      where m.region_id = ${caller.region}
      group by p.region_id, p.id, p.name, s.stage, s.certificate order by 5, p.name`,
  )
  return rows.filter((row) => whyNotCertified(row) !== null)
}
