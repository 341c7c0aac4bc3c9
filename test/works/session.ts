import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '#db/open.ts'
import type { County, Who } from '#test/people/county.ts'

/** A session of a made-up county that lasts over several transactions. @returns the hash of its token. */
export async function openSessionOf(db: Database, county: County, who: Who): Promise<Buffer> {
  const hash = createHash('sha256').update(randomBytes(16)).digest()
  await db.admin.query(
    `insert into session (token_hash, region_id, kind, role, unit_id, actor, idle_seconds, expires_at)
     values ($1, $2, 'user', $3, $4, $3, 600, now() + interval '1 hour')`,
    [hash, county.region, who.role, county.units.get(who.unit ?? '') ?? null],
  )
  return hash
}
