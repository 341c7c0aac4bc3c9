import { randomUUID } from 'node:crypto'
import type { Database } from '#db/open.ts'
import type { CaseCounty, CaseOwner, CaseRecords } from './case-fixture.ts'

/** A sitting of a round's committee, whose one member stepped aside in the teacher's case. @returns its id. */
export async function makeCommittee(
  db: Database,
  { id: region, people }: Pick<CaseCounty, 'id' | 'people'>,
  round: string,
  cases: Record<CaseOwner, CaseRecords>,
): Promise<string> {
  const id = randomUUID()
  const person = people['colleague-c'].id
  const write = (text: string, ...values: readonly unknown[]) => db.admin.query(text, [region, id, ...values])
  await write(
    `insert into committee_sitting (region_id, id, round_id, stage, recorded_at) values ($1, $2, $3, 'committee', now())`,
    round,
  )
  await write(
    `insert into committee_record (region_id, sitting_id, n, held_on, place, noted_at, noted_by)
      values ($1, $2, 1, '2025-04-10', '会议室', now(), 'fixture')`,
  )
  await write(
    `insert into committee_member (region_id, sitting_id, n, person_id, place, name, unit, present, chair)
      values ($1, $2, 1, $3, 1, '某人', '某校', true, true)`,
    person,
  )
  // together: whoever was there votes or steps aside
  await write(
    `with vote as (insert into committee_vote (region_id, case_id, seq, sitting_id, agree, against, abstain, voters)
        values ($1, $3, 1, $2, 0, 0, 0, 0))
      insert into committee_aside (region_id, case_id, seq, person_id, because) values ($1, $3, 1, $4, '同校')`,
    cases.teacher.id,
    person,
  )
  return id
}
