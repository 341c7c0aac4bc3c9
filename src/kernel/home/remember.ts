import { sql } from 'kysely'
import type { Database } from '#db/open.ts'
import type { Work } from '#kernel/call.ts'

type Kept = { snapshot: string; at: number; value: Promise<unknown> }

/** A hall that checks in writes hundreds of rows a minute: of those alone a page may be some seconds behind. */
const CALM_MS = 5_000
const CHECK_IN = 'check-in'

/** A minute: what depends on the clock (what has ended, what begins soon) may be so old, records never are. */
const LONGEST_MS = 60_000
const MOST = 500
const everything = new WeakMap<Database, Map<string, Kept>>()

/**
 * A value that is computed once and given out until anything is recorded in the region. The database is asked each
 * time whether something was written that the computation had not seen, so no answer is older than its records
 * (of check-ins: by more than five seconds).
 * @param db whose records they are: what is kept goes with it.
 * @param key names everything that the value depends on besides the region's records.
 */
export async function remembered<T>(
  db: Database,
  work: Work,
  key: string,
  compute: () => Promise<T>,
): Promise<T> {
  const kept = keptOf(db)
  const known = kept.get(key)
  const now = work.now.getTime()
  const age = known === undefined ? Infinity : Math.abs(now - known.at)
  const { snapshot, changed } = await look(work, known?.snapshot ?? null, age < CALM_MS ? CHECK_IN : null)
  if (known !== undefined && !changed && age < LONGEST_MS) return known.value as Promise<T>
  const value = compute()
  keep(kept, key, { snapshot, at: now, value })
  return value
}

function keptOf(db: Database): Map<string, Kept> {
  const kept = everything.get(db) ?? new Map<string, Kept>()
  everything.set(db, kept)
  return kept
}

async function look(
  work: Work,
  since: string | null,
  besides: string | null,
): Promise<{ snapshot: string; changed: boolean }> {
  const { rows } = await sql<{ snapshot: string; changed: boolean }>`
    select pg_current_snapshot()::text as snapshot,
      ${since}::text is null or recorded_since(${since}::pg_snapshot, ${besides}) as changed`.execute(work.tx)
  const row = rows[0]
  if (row === undefined) throw new Error('the database answers every select of one row')
  return row
}

/** The oldest go when there are too many; a computation that fails is not kept. */
function keep(kept: Map<string, Kept>, key: string, entry: Kept): void {
  kept.delete(key)
  kept.set(key, entry)
  entry.value.catch(() => kept.get(key) === entry && kept.delete(key))
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST) break
    kept.delete(oldest)
  }
}
