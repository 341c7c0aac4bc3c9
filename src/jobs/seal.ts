import type { Runtime } from '#kernel/call.ts'
import { regionIds } from './regions.ts'
import { repeatedly, type Running } from './repeat.ts'

const EVERY_MS = 1000

/** Seals what the audit log has got since, in every region. @returns how many rows. */
export async function sealAll({ db }: Pick<Runtime, 'db'>): Promise<number> {
  let rows = 0
  for (const region of await regionIds(db)) {
    const sealed = await db.app.query<{ rows: number }>('select seal_audit($1) as rows', [region])
    rows += sealed.rows[0]?.rows ?? 0
  }
  return rows
}

/**
 * Seals the audit log once a second, out of the way of the requests that write it. While the database is away there is
 * nothing to seal.
 */
export function startSealing(runtime: Pick<Runtime, 'db'>, onError: (error: unknown) => void): Running {
  const round = async (): Promise<void> => {
    if (runtime.db.ready()) await sealAll(runtime)
  }
  return repeatedly(EVERY_MS, round, onError)
}
