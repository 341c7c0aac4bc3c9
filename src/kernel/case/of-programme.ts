import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import { notFound } from '#lib/refusal.ts'
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

/** The project that a case in view has started; null before. @throws Refused 404 */
export async function programmeOfCase({ tx, caller }: Work, id: string): Promise<string | null> {
  const { rows } = await sql<{ programme: string | null }>`select programme_id as programme from case_record
    where region_id = ${caller.region} and id = ${id}`.execute(tx)
  const found = rows[0]
  if (found === undefined) throw notFound('这件事项')
  return found.programme
}
