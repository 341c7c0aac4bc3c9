import type { Pool } from 'pg'

/**
 * Entries of the books that do not come to what was paid by them: travel costs and allowances that stand, by entry. An
 * entry that is gone or was changed leaves them without the money. Reads as the administrator.
 */
export async function brokenPayments(admin: Pool, region: number): Promise<string[]> {
  const { rows } = await admin.query<{ what: string; entry: string; paid: string; amount: string | null }>(
    `with paid as (
       select '差旅费' as what, entry_id, sum(paid) as paid from travel_claim
         where region_id = $1 and undone_at is null group by entry_id
       union all
       select '特殊津贴', entry_id, sum(amount) from title_allowance
         where region_id = $1 and undone_at is null group by entry_id)
     select p.what, p.entry_id as entry, p.paid, f.amount from paid p
     left join fund_entry f on f.region_id = $1 and f.id = p.entry_id
     where f.amount is distinct from p.paid order by 1, 2 limit 1000`,
    [region],
  )
  return rows.map(
    ({ what, entry, paid, amount }) =>
      `${what}（${entry}）：各人共 ${Number(paid)} 元，${amount === null ? '账上没有这笔' : `账上 ${Number(amount)} 元`}`,
  )
}
