import { sql } from 'kysely'
import type { Work } from './call.ts'

/** The lock that an import holds on its region, as SQL: first of the two numbers of an advisory lock. */
export const IMPORT_LOCK = `hashtext('import')`

/** Waits until no import of the region runs, and keeps others out until the transaction ends. */
export async function holdImports({ tx, caller }: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.raw(IMPORT_LOCK)}, ${caller.region}::integer)`.execute(tx)
}

/** The same without waiting. @returns false while an import runs. */
export async function tryHoldImports({ tx, caller }: Work): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(${sql.raw(IMPORT_LOCK)}, ${caller.region}::integer) as free`.execute(tx)
  return rows[0]?.free === true
}
