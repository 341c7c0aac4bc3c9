import { sql } from 'kysely'
import type * as z from 'zod'
import type { casePage } from '#contract/case.ts'
import { dayAt } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'

type Judges = z.input<NonNullable<(typeof casePage)['reply']>>['judges']

/** Who judges a case and what each gave; for who sees the whole region, nobody for others. */
export async function judgesView({ tx, caller, now }: Work, id: string): Promise<Judges> {
  if (caller.role !== 'officer' && caller.role !== 'leader') return []
  const { rows } = await sql<{
    id: string
    name: string
    unit: string | null
    score: string | null
    because: string | null
  }>`
    select j.id, p.name, s.name as unit, sum(t.points) as score, j.recused_because as because
    from case_judge j
    join person p on p.region_id = j.region_id and p.id = j.person_id
    left join person_state ps on ps.region_id = p.region_id and ps.person_id = p.id and ps.valid @> ${dayAt(now)}::date
    left join unit_state s on s.region_id = ps.region_id and s.unit_id = ps.unit_id and s.valid @> ${dayAt(now)}::date
    left join case_point t on t.region_id = j.region_id and t.judging_id = j.id and t.since = j.since
    where j.region_id = ${caller.region} and j.case_id = ${id}
    group by j.id, p.name, s.name, j.recused_because, j.assigned_at order by j.assigned_at, p.name`.execute(
    tx,
  )
  return rows.map(({ score, unit, ...row }) => ({
    ...row,
    unit: unit ?? '',
    scored: score !== null,
    score: score === null ? null : Number(score),
  }))
}
