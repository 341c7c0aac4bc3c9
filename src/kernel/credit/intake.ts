import { sql } from 'kysely'
import type { Work } from '../call.ts'
import { takeIn } from '../intake.ts'
import type { Intake } from '../intake.ts'

/** Takes in 学分政策, keeping the file's order of categories. @returns policies new or changed. */
export function takeInPolicies(work: Work, { table, batch }: Intake): Promise<number> {
  const region = work.caller.region
  return takeIn(
    work,
    `
    insert into credit_policy as p (region_id, year, category, position, required, hours_per_credit, ceiling, least_rate, batch_id)
    select ${region}, year, category,
      coalesce((select max(position) from credit_policy k where k.region_id = ${region} and k.year = t.year), 0) + row_number() over (order by part, row),
      requirement, hours_per_credit, item_cap, least_attendance, '${batch}' from ${table} t
    on conflict (region_id, year, category) do update
      set required = excluded.required, hours_per_credit = excluded.hours_per_credit, ceiling = excluded.ceiling,
        least_rate = excluded.least_rate, batch_id = excluded.batch_id
      where (p.required, p.hours_per_credit, p.ceiling, p.least_rate)
        is distinct from (excluded.required, excluded.hours_per_credit, excluded.ceiling, excluded.least_rate)
    returning 1`,
  )
}

/** Years whose policy an import changed. */
export async function yearsOfBatch({ tx, caller }: Work, batch: string): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`select distinct year from credit_policy
    where region_id = ${caller.region} and batch_id = ${batch} order by year`.execute(tx)
  return rows.map((row) => row.year)
}
