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

/** Whether somebody who is not on file applied through an account of their own, in which they are told. */
export async function ownsAccount({ tx, caller }: Work, account: string): Promise<boolean> {
  const { rows } = await sql<{ own: boolean }>`select exists (select from applicant
    where region_id = ${caller.region} and account_id = ${account}) as own`.execute(tx)
  return rows[0]?.own === true
}
