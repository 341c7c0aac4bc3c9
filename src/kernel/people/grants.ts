import { sql } from 'kysely'
import type { Level } from '#contract/vocabulary.ts'
import { newId } from '#lib/ids.ts'
import type { Day } from '#lib/dates.ts'
import { Refused, type Refusal } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { dropCertificate, enterCertificate } from './held-certificate.ts'

/** A register that decisions enter something in, and that can be taken back. */
export type Register = 'title_grant' | 'title_end' | 'award' | 'certification'

export type NewTitle = { title: string; level: Level; from: Day; until: Day | null }
export type NewAward = { name: string; type: string; level: Level; grade: string | null; on: Day }
export type NewCertification = {
  name: string
  identityNumber: string
  type: string
  subject: string | null
  putonghua: string | null
  result: 'certified' | 'failed'
  failedStep: string | null
  number: string | null
  on: Day
  caseId: string
}

const KNOWN: Refusal = { code: 'known', because: '登记册里已有相同的一条，请核对后再办。' }

/** Names a person. @throws Refused 409 when the same title of the same day is on record. */
export async function grantTitle(work: Work, person: string, said: NewTitle): Promise<string> {
  const id = newId(work.now.getTime())
  await refusingClashes(KNOWN, () =>
    sql`insert into title_grant (region_id, id, person_id, title, level, named_on, ends_after)
      values (${work.caller.region}, ${id}, ${person}, ${said.title}, ${said.level}, ${said.from}, ${said.until})`.execute(
      work.tx,
    ),
  )
  await audit(work.tx, 'person.title', { kind: 'person', id: person }, said)
  return id
}

/**
 * Ends a title before its term, from a day on; the grant stays as it was.
 * @throws Refused 409 when the person has no such title in force on that day.
 */
export async function endTitle(
  work: Work,
  person: string,
  said: { title: string; on: Day; why: string },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from title_term
    where region_id = ${work.caller.region} and person_id = ${person} and title = ${said.title} and named_on <= ${said.on}::date
      and (ends_after is null or ends_after >= ${said.on}::date) order by named_on desc limit 1`.execute(
    work.tx,
  )
  const grant = rows[0]
  if (grant === undefined)
    throw new Refused(409, { code: 'not-in-force', because: `${said.title}不在任期内，不必终止。` })
  const id = newId(work.now.getTime())
  await refusingClashes({ code: 'ended', because: `${said.title}刚刚已经终止，请刷新后再看。` }, () =>
    sql`insert into title_end (region_id, id, grant_id, person_id, ended_on, why)
      values (${work.caller.region}, ${id}, ${grant.id}, ${person}, ${said.on}, ${said.why})`.execute(
      work.tx,
    ),
  )
  await audit(work.tx, 'person.title-end', { kind: 'person', id: person }, said)
  return id
}

/** Enters an award of a person. @throws Refused 409 when the same one is on record. */
export async function grantAward(work: Work, person: string, said: NewAward): Promise<string> {
  const id = newId(work.now.getTime())
  await refusingClashes(KNOWN, () =>
    sql`insert into award (region_id, id, person_id, name, kind, level, grade, awarded_on)
      values (${work.caller.region}, ${id}, ${person}, ${said.name}, ${said.type}, ${said.level}, ${said.grade}, ${said.on})`.execute(
      work.tx,
    ),
  )
  await audit(work.tx, 'person.award', { kind: 'person', id: person }, said)
  return id
}

/** Enters the outcome of an application for a qualification. @throws Refused 409 when the same one is on record. */
export async function registerCertification(work: Work, said: NewCertification): Promise<string> {
  const id = newId(work.now.getTime())
  await refusingClashes(KNOWN, () =>
    sql`insert into certification (region_id, id, name, identity_number, kind, subject, putonghua, result, failed_step,
        certificate_number, applied_on, case_id)
      values (${work.caller.region}, ${id}, ${said.name}, ${said.identityNumber}, ${said.type}, ${said.subject}, ${said.putonghua},
        ${said.result}, ${said.failedStep}, ${said.number}, ${said.on}, ${said.caseId})`.execute(work.tx),
  )
  const { identityNumber: _, ...told } = said
  await audit(work.tx, 'certification.register', { kind: 'certification', id }, told)
  if (said.result === 'certified')
    await enterCertificate(work, {
      identityNumber: said.identityNumber,
      type: said.type,
      document: said.number,
    })
  return id
}

/** Takes an entry back; what it said stays in the audit log. */
export async function strikeOut(work: Work, register: Register, id: string, because: string): Promise<void> {
  const { rows } = await sql<{ entry: Record<string, unknown> }>`delete from ${sql.table(register)} r
    where region_id = ${work.caller.region} and id = ${id} returning to_jsonb(r) as entry`.execute(work.tx)
  const found = rows[0]
  if (found === undefined) return
  const { identity_number: number, ...entry } = found.entry
  await audit(work.tx, 'register.strike-out', { kind: register, id }, { because, entry })
  if (register === 'certification' && entry['result'] === 'certified')
    await dropCertificate(work, {
      identityNumber: String(number),
      type: String(entry['kind']),
      document: because,
    })
}
