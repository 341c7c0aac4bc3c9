import { sql } from 'kysely'
import { dayAt } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { ended } from './decide.ts'
import { loadCases } from './load.ts'
import { withProgram, type Acting } from './program.ts'
import type { Cases } from './registry.ts'
import { write } from './write.ts'

/** The returned cases whose last day to complete them is over. */
export async function overdueCases({ tx, caller, now }: Work): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from case_record
    where region_id = ${caller.region} and status = 'returned' and due_on < ${dayAt(now)}::date order by due_on, id`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/**
 * Ends a returned case that was not completed in time; one that was handed in again meanwhile stays.
 * @returns whether it was ended.
 */
export async function lapse(acting: Acting, cases: Cases, id: string): Promise<boolean> {
  const [loaded] = await loadCases(acting, cases, [id], true)
  if (loaded === undefined || !(await overdueCases(acting)).includes(id)) return false
  const outcome = ended(loaded.setting, 'lapsed', 'centre', '逾期没有补正，按规定终止；需要的可以重新申请。')
  const who = { offices: ['centre'], own: false, standsFor: null } as const
  await withProgram(acting, (deciding) => write(deciding, loaded, who, outcome, null))
  return true
}
