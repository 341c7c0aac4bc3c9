import { sql } from 'kysely'
import type { Correction } from '#contract/people.ts'
import { pinyinInitials } from '#lib/pinyin.ts'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import type { PersonRecord, PersonState } from './store-page.ts'

/** The name of the person with an identity number, if there is one in the region and in view. */
export async function findByIdentityNumber(
  work: Work,
  number: string,
): Promise<{ name: string } | undefined> {
  const { rows } = await sql<{ name: string }>`
    select name from person where region_id = ${work.caller.region} and identity_number = ${number}`.execute(
    work.tx,
  )
  return rows[0]
}

/** Adds a person behind everybody else in the order of lists. */
export async function insertPerson(work: Work, person: PersonRecord): Promise<void> {
  await sql`insert into person (region_id, id, identity_number, name, name_initials, phone, started_on, file_order)
    select ${work.caller.region}, ${person.id}::uuid, ${person.identityNumber}, ${person.name}, ${pinyinInitials(person.name)},
      ${person.phone}, ${person.startedOn}::date, coalesce(max(file_order), 0) + 1
    from person where region_id = ${work.caller.region}`.execute(work.tx)
}

/** Adds what holds of a person over some days. @throws the database's exclusion violation when days overlap. */
export async function insertState(work: Work, person: string, state: PersonState): Promise<void> {
  await sql`insert into person_state (region_id, person_id, valid, unit_id, stage, subject, rank, degree, staffing,
      putonghua, certificate, document)
    values (${work.caller.region}, ${person}::uuid, daterange(${state.from}::date, ${state.to}::date), ${state.unitId}::uuid,
      ${state.stage}, ${state.subject}, ${state.rank}, ${state.degree}, ${state.staffing}, ${state.putonghua},
      ${state.certificate}, ${state.document})`.execute(work.tx)
}

/** Writes over the state that began on `from`. */
export async function rewriteState(
  work: Work,
  person: string,
  from: Day | null,
  state: PersonState,
): Promise<void> {
  await sql`update person_state set unit_id = ${state.unitId}::uuid, stage = ${state.stage}, subject = ${state.subject},
      rank = ${state.rank}, degree = ${state.degree}, staffing = ${state.staffing}, putonghua = ${state.putonghua},
      certificate = ${state.certificate}, document = ${state.document}
    where region_id = ${work.caller.region} and person_id = ${person}::uuid
      and lower(valid) is not distinct from ${from}::date`.execute(work.tx)
}

/**
 * Ends the state that began on `from` before the first day of the next, and adds that one. In one statement, since
 * between two a school would not see its own teacher, whose state of today had just ended.
 * @throws the database's exclusion violation when days overlap.
 */
export async function splitState(
  work: Work,
  person: string,
  from: Day | null,
  next: PersonState & { from: Day },
): Promise<void> {
  await sql`with ended as (
      update person_state set valid = daterange(lower(valid), ${next.from}::date)
      where region_id = ${work.caller.region} and person_id = ${person}::uuid
        and lower(valid) is not distinct from ${from}::date
      returning region_id, person_id)
    insert into person_state (region_id, person_id, valid, unit_id, stage, subject, rank, degree, staffing, putonghua,
      certificate, document)
    select region_id, person_id, daterange(${next.from}::date, ${next.to}::date), ${next.unitId}::uuid, ${next.stage},
      ${next.subject}, ${next.rank}, ${next.degree}, ${next.staffing}, ${next.putonghua}, ${next.certificate}, ${next.document}
    from ended`.execute(work.tx)
}

/** Writes what a correction says of the person's own row; what it does not name stays. */
export async function correctRecord(work: Work, person: PersonRecord, said: Correction): Promise<void> {
  const name = said.name ?? person.name
  const phone = said.phone === undefined ? person.phone : said.phone
  const startedOn = said.startedOn === undefined ? person.startedOn : said.startedOn
  await sql`update person set name = ${name}, name_initials = ${pinyinInitials(name)}, phone = ${phone},
      started_on = ${startedOn}::date
    where region_id = ${work.caller.region} and id = ${person.id}::uuid`.execute(work.tx)
}
