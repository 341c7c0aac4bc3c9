import { sql } from 'kysely'
import * as z from 'zod'
import type { Work } from '#kernel/call.ts'
import type { Numbered, Values } from './define.ts'

/** What a region set once: some of a system's numbers for a year. */
export type Setting = { year: number; values: Values; document: string; at: Date; by: string }

type Row = { year: number; params: unknown; document: string; set_at: Date; set_by: string }

/** Every setting of a system, newest first; of one year, or of all. */
export async function settingsOf(
  { tx, caller }: Work,
  system: string,
  year: number | null,
): Promise<Setting[]> {
  const { rows } = await sql<Row>`select year, params, document, set_at, set_by from system_params
    where region_id = ${caller.region} and system = ${system} and (${year}::smallint is null or year = ${year})
    order by set_at desc`.execute(tx)
  return rows.map((row) => ({
    year: row.year,
    values: z.record(z.string(), z.unknown()).parse(row.params),
    document: row.document,
    at: row.set_at,
    by: row.set_by,
  }))
}

/** A system's numbers in a year: what the region has set, and the definition's defaults for the rest. */
export async function paramsOf(
  work: Work,
  system: Pick<Numbered, 'id' | 'params'>,
  year: number,
): Promise<Values> {
  const [newest] = await settingsOf(work, system.id, year)
  return system.params.parse(newest?.values ?? {})
}
