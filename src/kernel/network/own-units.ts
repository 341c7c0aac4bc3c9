import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'

/** The units whose own affairs the caller sees to, none below them: the session's unit; centre and region for an officer. */
export async function ownUnits({ tx, caller }: Work): Promise<string[]> {
  if (caller.role !== 'officer') return caller.unit === null ? [] : [caller.unit]
  const { rows } = await sql<{ id: string }>`
    select id from unit where region_id = ${caller.region} and category in ('centre', 'region')`.execute(tx)
  return rows.map(({ id }) => id)
}
