import type { Database } from '#db/open.ts'

/** The regions of a server, as the administrator sees them. */
export async function regionIds(db: Database): Promise<number[]> {
  const { rows } = await db.admin.query<{ id: number }>('select id from region order by id')
  return rows.map((row) => row.id)
}
