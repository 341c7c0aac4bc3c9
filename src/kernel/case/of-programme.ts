import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import type { Seen } from './act.ts'

/** The case that a project belongs to while an office has it, in the version it now has. */
export async function openCaseOfProgramme(
  { tx, caller }: Work,
  programme: string,
): Promise<Seen | undefined> {
  const { rows } = await sql<Seen>`select id, version from case_record
    where region_id = ${caller.region} and programme_id = ${programme} and status = 'open'`.execute(tx)
  return rows[0]
}
