import { sql } from 'kysely'
import { Refused } from '#lib/refusal.ts'
import { audit } from '../call.ts'
import type { Work } from '../call.ts'
import { tryHoldImports } from '../import-lock.ts'
import { policyOf } from './read.ts'
import { settleYears } from './service.ts'

/** A category as an officer enters it; numbers as typed. */
export type PolicyInput = {
  category: string
  required: number
  hoursPerCredit: number
  ceiling: number | null
  leastRate: number
}

/**
 * Changes a year's policy in the given order and brings the ledger in line: what was awarded is reversed and awarded
 * anew, never rewritten. A category that has been used cannot be left out.
 * @returns how many entries were posted. @throws Refused 409 during an import, 422
 */
export async function savePolicy(
  work: Work,
  year: number,
  rows: readonly PolicyInput[],
  because: string,
): Promise<number> {
  await besideNoImport(work)
  const before = await policyOf(work, year)
  const names = rows.map((row) => row.category)
  if (new Set(names).size < names.length) throw refused('同一类别只能有一行。')
  const left = before.filter((rule) => !names.includes(rule.category))
  if (left.length > 0)
    throw refused(
      `不能去掉已经在用的类别：${left.map((rule) => rule.category).join('、')}。不再要求时，把年度要求改为 0。`,
    )
  const column = <T>(pick: (row: PolicyInput) => T): T[] => rows.map(pick)
  await sql`
    insert into credit_policy (region_id, year, category, position, required, hours_per_credit, ceiling, least_rate)
    select ${work.caller.region}, ${year}, n.* from unnest(${names}::text[], ${rows.map((_, i) => i + 1)}::integer[],
      ${column((r) => r.required)}::numeric[], ${column((r) => r.hoursPerCredit)}::numeric[],
      ${column((r) => r.ceiling)}::numeric[], ${column((r) => r.leastRate)}::numeric[]) n
    on conflict (region_id, year, category) do update set position = excluded.position, required = excluded.required,
      hours_per_credit = excluded.hours_per_credit, ceiling = excluded.ceiling, least_rate = excluded.least_rate`.execute(
    work.tx,
  )
  await audit(
    work.tx,
    'save-policy',
    { kind: 'credit-policy', id: String(year) },
    { because, before, after: rows },
  )
  return (await settleYears(work, [year], { because: `学分政策调整：${because}`, batch: null })).entries
}

/** An import credits by the policy that it read, activities that nobody else sees yet: neither may overtake the other. */
async function besideNoImport(work: Work): Promise<void> {
  if (await tryHoldImports(work)) return
  throw new Refused(409, {
    code: 'import-running',
    because: '正在导入工作簿，或另有人在改学分政策，没有保存。请等完成后再改。',
  })
}

function refused(because: string): Refused {
  return new Refused(422, { code: 'policy', because, field: 'rows' })
}
