import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import type { AssignedFacts } from '#kernel/case/define.ts'

/** What the centre has set for cases that carry out an assigned project, by the ids of cases. */
export async function assignedOf(
  { tx, caller }: Work,
  cases: readonly string[],
): Promise<Map<string, AssignedFacts>> {
  const { rows } = await sql<Omit<AssignedFacts, 'hours'> & { caseId: string; hours: string }>`
    select a.case_id as "caseId", p.subject, p.topic, p.goal, p.hours, p.from_on as "from", p.until_on as until
    from assigned_school a join assigned_project p on p.region_id = a.region_id and p.id = a.project_id
    where a.region_id = ${caller.region} and a.case_id = any (${cases}::uuid[])`.execute(tx)
  return new Map(rows.map(({ caseId, hours, ...facts }) => [caseId, { ...facts, hours: Number(hours) }]))
}
