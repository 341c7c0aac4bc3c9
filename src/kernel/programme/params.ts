import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import * as z from 'zod'
import type { Work } from '#kernel/call.ts'
import { commonParams, type ProgrammeDefinition } from './define.ts'

/** A system's numbers in a year: what the region has set, and the definition's defaults for the rest. */
export async function paramsOf(
  { tx, caller }: Work,
  system: ProgrammeDefinition,
  year: number,
): Promise<Record<string, unknown>> {
  const rows = await kept(
    tx,
    sql<{ params: unknown }>`select params from system_params
    where region_id = ${caller.region} and system = ${system.id} and year = ${year}
    order by set_at desc limit 1`,
  )
  return system.params.parse(rows[0]?.params ?? {})
}

const common = z.object(commonParams)

/** The numbers that the mechanism itself reads: every definition has them, and a system without one has their defaults. */
export async function commonParamsOf(
  work: Work,
  system: ProgrammeDefinition | undefined,
  year: number,
): Promise<z.output<typeof common>> {
  return common.parse(system === undefined ? {} : await paramsOf(work, system, year))
}
