import { sql } from 'kysely'
import type { Database } from '#db/open.ts'
import type { Work } from '../call.ts'
import { IMPORT_LOCK } from '../import-lock.ts'

/** A region as every mechanism knows it. */
export type RegionRow = { id: number; code: string; name: string }

/** Makes the region, or finds the one of this code. Only first use and the command line may: no session can. */
export async function ensureRegion(db: Database, root: { code: string; name: string }): Promise<RegionRow> {
  const { rows } = await db.admin.query<RegionRow>(
    `insert into region (code, name) values ($1, $2) on conflict (code) do update set name = region.name
     returning id, code, name`,
    [root.code, root.name],
  )
  return rows[0]!
}

/** Takes a region away again into which nothing has come. */
export async function dropIfEmpty(db: Database, id: number): Promise<void> {
  await db.admin.query(
    `with ended as (delete from session s where s.region_id = $1 and s.kind = 'system'
       and not exists (select from unit u where u.region_id = $1) and not exists (select from account a where a.region_id = $1))
     select`,
    [id],
  )
  await db.admin.query(
    `delete from region r where r.id = $1 and not exists (select from unit u where u.region_id = $1)
       and not exists (select from account a where a.region_id = $1)
       and not exists (select from session s where s.region_id = $1)`,
    [id],
  )
}

/**
 * Takes away what an import left that was killed before anything had come in: a region with nothing in it, into which
 * nobody imports at this moment. Otherwise the next file, of another region, would be refused for its sake.
 */
export async function dropAbandoned(db: Database): Promise<void> {
  const { rows } = await db.admin.query<{ id: number }>(
    `select r.id from region r where not exists (select from unit u where u.region_id = r.id)
       and not exists (select from account a where a.region_id = r.id)
       and pg_try_advisory_xact_lock(${IMPORT_LOCK}, r.id)`,
  )
  for (const { id } of rows) await dropIfEmpty(db, id)
}

/** The caller's region. */
export async function regionOf({ tx, caller }: Work): Promise<RegionRow> {
  const { rows } =
    await sql<RegionRow>`select id, code, name from region where id = ${caller.region}`.execute(tx)
  return rows[0]!
}
