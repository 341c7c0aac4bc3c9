import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'

/** A case under way about somebody; `of` is the title that it is about. */
export type UnderWay = { id: string; person: string; of: string | null }

/**
 * The cases of a system about titles of people that are under way, or drafts of the caller's own; as far as the caller
 * sees them, the newest first.
 */
export async function casesUnderWay(
  { tx, caller }: Work,
  system: string,
  people: readonly string[],
): Promise<UnderWay[]> {
  const { rows } = await sql<UnderWay>`
    select c.id, c.person_id as person, coalesce(c.draft ->> 'title', (
      select v.value from case_value v where v.region_id = c.region_id and v.case_id = c.id and v.field = 'title'
      order by v.submission desc limit 1)) as "of"
    from case_record c
    where c.region_id = ${caller.region} and c.system = ${system} and c.person_id = any (${[...new Set(people)]}::uuid[])
      and (c.status in ('open', 'returned') or (c.status = 'draft' and c.applicant_id = ${caller.account}))
    order by c.opened_at desc`.execute(tx)
  return rows
}
