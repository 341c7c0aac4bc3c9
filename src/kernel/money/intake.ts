import type { Work } from '../call.ts'
import { newIdSql, takeIn } from '../intake.ts'
import type { Intake } from '../intake.ts'

/** Takes in 经费: rows have no key, so identical ones are told apart by their count. @returns entries new. */
export function takeInFunds(work: Work, { table, batch }: Intake): Promise<number> {
  const facts = 'year, unit_code_id, direction, item, programme_number_id, amount, booked_on, voucher'
  return takeIn(
    work,
    `
    insert into fund_entry (region_id, id, year, unit_id, direction, item, programme_id, amount, dated_on, voucher, copy, batch_id)
    select ${work.caller.region}, ${newIdSql(work)}, ${facts}, row_number() over (partition by ${facts} order by part, row), '${batch}' from ${table}
    on conflict do nothing returning 1`,
  )
}
