import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import { NOBODY, type SubjectFacts } from './subject.ts'

/** Keeps what held of whom a case is about, as it is handed in. */
export async function keepSubject(
  { tx, caller }: Work,
  id: string,
  submission: number,
  facts: SubjectFacts,
): Promise<void> {
  await sql`insert into case_subject (region_id, case_id, submission, facts)
    values (${caller.region}, ${id}, ${submission}, ${JSON.stringify(facts)}::jsonb)`.execute(tx)
}

/** What was kept when cases were last handed in, by case. */
export async function keptSubjects(
  { tx, caller }: Work,
  ids: readonly string[],
): Promise<Map<string, SubjectFacts>> {
  const { rows } = await sql<{ id: string; facts: SubjectFacts }>`
    select distinct on (case_id) case_id as id, facts from case_subject
    where region_id = ${caller.region} and case_id = any (${ids}::uuid[]) order by case_id, submission desc`.execute(
    tx,
  )
  return new Map(rows.map(({ id, facts }) => [id, { ...NOBODY, ...facts }]))
}
