import * as z from 'zod'
import type { Work } from '#kernel/call.ts'
import { paramsOf } from '#kernel/parameters/values.ts'
import { commonParams, type ProgrammeDefinition } from './define.ts'

const common = z.object(commonParams)

/** The numbers that the mechanism itself reads: every definition has them, and a system without one has their defaults. */
export async function commonParamsOf(
  work: Work,
  system: ProgrammeDefinition | undefined,
  year: number,
): Promise<z.output<typeof common>> {
  return common.parse(system === undefined ? {} : await paramsOf(work, system, year))
}
