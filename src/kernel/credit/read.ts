import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import { DEFAULT_LEAST_RATE } from '../programme/recognition.ts'
import type { Work } from '../call.ts'
import { standingOf as judge } from './decide.ts'
import type { Held } from './decide.ts'
import type { PolicyRule } from './define.ts'
import { policiesOf } from './store.ts'

/** A teacher's year. */
export type PersonStanding = {
  year: number
  categories: Held[]
  total: number
  meets: boolean
  because: string | null
}

/** The policy of a year, in its order; empty where there is none. */
export function policyOf(work: Work, year: number): Promise<PolicyRule[]> {
  return policiesOf(work, [year])
}

/** The least rate of attendance of a year and category, as a number from 0 to 1. */
export async function leastRateOf(work: Work, year: number, category: string | null): Promise<number> {
  const rule = (await policyOf(work, year)).find((r) => r.category === category)
  return Number(rule?.leastRate ?? DEFAULT_LEAST_RATE)
}

/** One person's standing in a year, as far as the session sees the person. */
export async function standingOf(work: Work, personId: string, year: number): Promise<PersonStanding> {
  const policy = await policyOf(work, year)
  const rows = await kept(
    work.tx,
    sql<{ category: string; amount: string }>`select category, amount from credit_balance
    where region_id = ${work.caller.region} and person_id = ${personId} and year = ${year}`,
  )
  return standingFrom(year, policy, new Map(rows.map((row) => [row.category, row.amount])))
}

/** A standing from a year's policy and one person's balances by category, where both are at hand already. */
export function standingFrom(
  year: number,
  policy: readonly PolicyRule[],
  balances: ReadonlyMap<string, string>,
): PersonStanding {
  const because = policy.length === 0 ? `${year} 年还没有学分政策，无法判断是否达标。` : null
  return { year, ...judge(policy, balances), because }
}

/** A row of the standing list; `credits` in the policy's order. */
export type StandingRow = {
  id: string
  identityNumber: string
  name: string
  /** 单位代码 as the teacher's record says. */
  unitCode: string
  /** Where the teacher counts on 31 December. */
  countsAt: string
  unitName: string
  credits: string[]
  total: number
  meets: boolean
  gaps: number[]
}

type Row = {
  id: string
  identity_number: string
  name: string
  unit_code: string
  counts_at: string
  unit_name: string
  credits: string[]
  total: string
}

/**
 * The standing of all teachers who count at some units on 31 December, by unit code and file order. People of a unit
 * that closed without successor stay, at that unit.
 * @param units null for everybody that the session sees.
 */
export async function standingRows(
  work: Work,
  year: number,
  units: ReadonlySet<string> | null,
): Promise<{ policy: PolicyRule[]; rows: StandingRow[] }> {
  const policy = await policyOf(work, year)
  const { rows } = await sql<Row>`
    select s.id, s.identity_number, s.name, o.code as unit_code, u.code as counts_at, coalesce(n.name, u.code) as unit_name,
      array_agg(coalesce(b.amount, 0)::text order by c.position) filter (where c.category is not null) as credits,
      coalesce((select sum(amount) from credit_balance t where t.region_id = s.region_id and t.person_id = s.id and t.year = ${year}), 0) as total
    from person s
    join person_state p on p.region_id = s.region_id and p.person_id = s.id and holds_on(p.valid, ${`${year}-12-31`}::date)
    join unit o on o.region_id = s.region_id and o.id = p.unit_id
    join unit_counts_at(${work.caller.region}::integer, ${`${year}-12-31`}::date) a on a.unit_id = p.unit_id
    join unit u on u.region_id = s.region_id and u.id = a.counts_at
    left join unit_state n on n.region_id = u.region_id and n.unit_id = u.id and n.valid @> ${`${year}-12-31`}::date
    left join credit_policy c on c.region_id = s.region_id and c.year = ${year}
    left join credit_balance b on b.region_id = s.region_id and b.person_id = s.id and b.year = c.year and b.category = c.category
    where s.region_id = ${work.caller.region} and (${units === null} or a.counts_at = any (${[...(units ?? [])]}::uuid[]))
    group by s.region_id, s.id, s.identity_number, s.name, s.file_order, o.code, u.code, n.name
    order by o.code, s.file_order`.execute(work.tx)
  return { policy, rows: rows.map((row) => standingRow(policy, row)) }
}

function standingRow(policy: readonly PolicyRule[], row: Row): StandingRow {
  const credits = row.credits ?? []
  const judged = judge(policy, new Map(policy.map((rule, i) => [rule.category, credits[i] ?? '0'])))
  return {
    id: row.id,
    identityNumber: row.identity_number,
    name: row.name,
    unitCode: row.unit_code,
    countsAt: row.counts_at,
    unitName: row.unit_name,
    credits,
    total: Number(row.total),
    meets: judged.meets,
    gaps: judged.categories.map((held) => held.gap),
  }
}

/** Total and whether the year is met, for each of some people. */
export async function standingsOf(
  work: Work,
  people: readonly string[],
  year: number,
): Promise<Map<string, { total: number; meets: boolean }>> {
  const policy = await policyOf(work, year)
  const { rows } = await sql<{
    person_id: string
    category: string
    amount: string
  }>`select person_id, category, amount from credit_balance
    where region_id = ${work.caller.region} and year = ${year} and person_id = any (${people}::uuid[])`.execute(
    work.tx,
  )
  const held = Map.groupBy(rows, (row) => row.person_id)
  return new Map(
    people.map((person) => {
      const { total, meets } = judge(
        policy,
        new Map((held.get(person) ?? []).map((row) => [row.category, row.amount])),
      )
      return [person, { total, meets }]
    }),
  )
}

/** The policies of some years, in their order. */
export { policiesOf } from './store.ts'
