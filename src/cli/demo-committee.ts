import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { CaseAction } from '#contract/case.ts'
import type { Work } from '#kernel/call.ts'
import { actOn } from '#kernel/case/act.ts'
import { record } from '#kernel/case/committee/service.ts'
import { loadCase } from '#kernel/case/load.ts'
import type { Acting } from '#kernel/case/program.ts'
import type { Cases } from '#kernel/case/registry.ts'
import { dayAt } from '#lib/dates.ts'

type As = <T>(role: 'officer', run: (work: Acting) => Promise<T>) => Promise<T>

/** Six teachers of high rank, each of another unit, who are asked to sit; invented like everybody in the county. */
async function members({ tx, caller, now }: Work): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (select distinct on (s.unit_id) p.id, p.file_order from person p
      join person_state s on s.region_id = p.region_id and s.person_id = p.id and s.valid @> ${dayAt(now)}::date
      where p.region_id = ${caller.region} and s.rank in ('正高级教师', '高级教师')
      order by s.unit_id, p.file_order) each
    order by file_order limit 6`.execute(tx)
  return rows.map(({ id }) => id)
}

/**
 * The expert committee of the round of qualifications sits with five of six members; one applicant is passed, one turned
 * down. Who else waits is left to be tried out.
 */
export async function demoCommittee(
  as: As,
  cases: Cases,
  { round, passed, turnedDown }: { round: string; passed: string; turnedDown: string },
): Promise<void> {
  const sitting = await as('officer', async (work) => {
    const persons = await members(work)
    const said = {
      key: randomUUID(),
      heldOn: dayAt(work.now),
      place: '县教师发展中心三楼会议室',
      chair: persons[0] ?? '',
      members: persons.map((person, at) => ({ person, present: at < 5 })),
    }
    return record(work, cases, { id: round, stage: 'committee' }, said)
  })
  const vote = {
    do: 'vote' as const,
    sitting: sitting.id,
    agree: null,
    abstain: 0,
    aside: [],
    item: null,
    document: null,
  }
  await voteOn(as, cases, passed, { ...vote, against: 0, because: '教育教学能力达到要求' })
  await voteOn(as, cases, turnedDown, { ...vote, against: 4, because: '试讲内容与所申请的学科不符' })
}

function voteOn(as: As, cases: Cases, id: string, action: CaseAction): Promise<void> {
  return as('officer', async (work) => {
    const { record: found } = await loadCase(work, cases, id)
    await actOn(work, cases, [{ id, version: found.version }], action)
  })
}
