import type { Database } from './open.ts'

/**
 * Brings the planner's statistics up to date after many rows have come at once: until autovacuum has been there,
 * plans rest on the empty tables of before, and figures take seconds.
 */
export async function refreshStatistics(db: Pick<Database, 'admin'>): Promise<void> {
  const { rows } = await db.admin.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' order by relname`,
  )
  await db.admin.query(`analyze ${rows.map((row) => row.name).join(', ')}`)
}
