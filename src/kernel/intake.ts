import { sql } from 'kysely'
import type { Work } from './call.ts'

/** Rows of an imported sheet, checked and resolved, in a temporary table of the running transaction. */
export type Intake = { table: string; batch: string }

/**
 * Runs a statement that takes in rows and returns one row for each that is new or changed.
 * @param touched a temporary table (id uuid primary key) which is to remember the returned ids.
 * @returns how many rows were returned.
 */
export async function takeIn({ tx }: Work, statement: string, touched?: string): Promise<number> {
  const remember =
    touched === undefined
      ? ''
      : `, touched as (insert into ${touched} select distinct id from taken on conflict do nothing)`
  const { rows } = await sql
    .raw<{ taken: number }>(`with taken as (${statement})${remember} select count(*) as taken from taken`)
    .execute(tx)
  return rows[0]?.taken ?? 0
}

/** A UUIDv7 in SQL: the time of the import in front, so that the rows of one import lie together. */
export function newIdSql({ now }: Work): string {
  const time = now.getTime().toString(16).padStart(12, '0')
  return `(overlay(overlay(gen_random_uuid()::text placing '${time.slice(0, 8)}-${time.slice(8)}' from 1) placing '7' from 15))::uuid`
}
