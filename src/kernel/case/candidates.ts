import { sql } from 'kysely'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { postingUnits } from '#kernel/network/read.ts'
import type { Candidate } from './judge-rules.ts'
import type { CaseRecord } from './store.ts'

type Row = Omit<Candidate, 'units'> & { identityNumber: string; unit: string | null }

/**
 * People with what ties them to a case as of a day: where they are posted, whether they were ever paired with its
 * subject, and whether they have applied in its round themselves.
 */
export async function candidates(
  work: Work,
  ids: readonly string[],
  { personId, roundId }: Pick<CaseRecord, 'personId' | 'roundId'>,
  day: Day,
): Promise<Map<string, Candidate>> {
  const { rows } = await sql<Row>`
    select p.id, p.name, p.identity_number as "identityNumber", s.unit_id as unit,
      exists (select from pairing x where x.region_id = p.region_id
        and ((x.mentor_id = p.id and x.apprentice_id = ${personId}::uuid)
          or (x.apprentice_id = p.id and x.mentor_id = ${personId}::uuid))) as paired,
      exists (select from case_record c where c.region_id = p.region_id and c.round_id = ${roundId}::uuid and c.person_id = p.id
        and c.status <> 'draft' and c.ending is distinct from 'withdrawn') as competes
    from person p left join person_state s on s.region_id = p.region_id and s.person_id = p.id and s.valid @> ${day}::date
    where p.region_id = ${work.caller.region} and p.id = any (${ids}::uuid[])`.execute(work.tx)
  const counting = await postingUnits(work, day)
  return new Map(
    rows.map(({ unit, ...row }) => {
      const units = unit === null ? [] : [unit, counting.get(unit)?.id ?? unit]
      return [row.id, { ...row, units }]
    }),
  )
}
