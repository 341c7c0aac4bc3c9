import { sql } from 'kysely'
import { dayAt } from '#lib/dates.ts'
import type { Work } from '../call.ts'
import { worksParams, type WorksParams } from './define.ts'

/** The numbers of works that hold today: what the region has set for the year, the defaults for the rest. */
export async function worksParamsOf({ tx, caller, now }: Work): Promise<WorksParams> {
  const year = Number(dayAt(now).slice(0, 4))
  const { rows } = await sql<{ params: unknown }>`select params from system_params
    where region_id = ${caller.region} and system = 'works' and year = ${year} order by set_at desc limit 1`.execute(
    tx,
  )
  return worksParams.parse(rows[0]?.params ?? {})
}
