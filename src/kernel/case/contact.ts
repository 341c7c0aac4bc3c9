import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'

/** The form field in which systems ask for the applicant's mobile number. */
const PHONE = 'phone'

/** The mobile number with which somebody applied, as far as the caller sees the form; null where none was filled in. */
export async function phoneOfCase({ tx, caller }: Work, id: string): Promise<string | null> {
  const { rows } = await sql<{ phone: string }>`select value as phone from case_value
    where region_id = ${caller.region} and case_id = ${id} and field = ${PHONE} order by submission desc limit 1`.execute(
    tx,
  )
  return rows[0]?.phone ?? null
}

/**
 * The mobile number of whoever opens a case about themselves, as they gave it when they registered or as their file has it:
 * nobody types it twice. Nothing where the case is about somebody else.
 */
export async function ownContact(
  { tx, caller }: Work,
  about: { personId: string | null; unitId: string | null; identityNumber: string | null },
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ phone: string | null }>`
    select phone from applicant where region_id = ${caller.region} and account_id = ${caller.account}
      and identity_number = ${about.identityNumber}
    union all select phone from person where region_id = ${caller.region} and id = ${caller.person} and id = ${about.personId}`.execute(
    tx,
  )
  const phone = rows[0]?.phone ?? null
  return phone === null ? {} : { [PHONE]: phone }
}

/** Whether somebody who is not on file applied through an account of their own, in which they are told. */
export async function ownsAccount({ tx, caller }: Work, account: string): Promise<boolean> {
  const { rows } = await sql<{ own: boolean }>`select exists (select from applicant
    where region_id = ${caller.region} and account_id = ${account}) as own`.execute(tx)
  return rows[0]?.own === true
}
