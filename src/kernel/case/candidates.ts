import { sql } from 'kysely'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { postingUnits } from '#kernel/network/read.ts'
import type { Candidate } from './judge-rules.ts'
import type { CaseRecord } from './store.ts'

/** Somebody with all whom they were ever paired with among the subjects of some cases. */
export type Tied = Omit<Candidate, 'paired'> & { pairs: readonly string[] }

type Row = Omit<Tied, 'units'> & { identityNumber: string; unit: string | null }

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
  const tied = await tiedTo(work, ids, { persons: personId === null ? [] : [personId], roundId }, day)
  return new Map([...tied].map(([id, one]) => [id, candidateFor(one, personId)]))
}

/** Somebody as a candidate for the case of one of the subjects. */
export function candidateFor({ pairs, ...one }: Tied, subject: string | null): Candidate {
  return { ...one, paired: subject !== null && pairs.includes(subject) }
}

/** The same people for all cases of a round at once, by their subjects. */
export async function tiedTo(
  work: Work,
  ids: readonly string[],
  { persons, roundId }: { persons: readonly string[]; roundId: string | null },
  day: Day,
): Promise<Map<string, Tied>> {
  const { rows } = await sql<Row>`
    select p.id, p.name, p.identity_number as "identityNumber", s.unit_id as unit,
      array(select x.apprentice_id from pairing x where x.region_id = p.region_id
          and x.mentor_id = p.id and x.apprentice_id = any (${persons}::uuid[])
        union select x.mentor_id from pairing x where x.region_id = p.region_id
          and x.apprentice_id = p.id and x.mentor_id = any (${persons}::uuid[])) as pairs,
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
