import { sql } from 'kysely'
import type { CommitteeVote } from '#contract/committee.ts'
import type { Day } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import type { Work } from '#kernel/call.ts'
import type { CaseDefinition } from '../define.ts'
import { comesAgain, orderOf } from '../passed.ts'
import type { Counted } from './rules.ts'

/** A member of a sitting, as of the day on which it was held. */
export type Member = {
  person: string
  name: string
  unit: string
  rank: string | null
  present: boolean
  chair: boolean
}

/** A sitting by its newest record. */
export type Sitting = {
  id: string
  round: string
  stage: string
  n: number
  heldOn: Day
  place: string
  because: string | null
  at: Date
  by: string
  members: Member[]
}

type Found = { ids: readonly string[] } | { round: string }

/** Sittings by their ids or of a round, by the day on which they were held; out of view there are none. */
export async function sittingsOf({ tx, caller }: Work, found: Found): Promise<Sitting[]> {
  const which = 'ids' in found ? sql`s.id = any (${found.ids}::uuid[])` : sql`s.round_id = ${found.round}`
  const { rows } = await sql<Omit<Sitting, 'members'>>`
    select s.id, s.round_id as round, s.stage, r.n, r.held_on as "heldOn", r.place, r.because, r.noted_at as at, r.noted_by as by
    from committee_sitting s join lateral (select x.* from committee_record x
      where x.region_id = s.region_id and x.sitting_id = s.id order by x.n desc limit 1) r on true
    where s.region_id = ${caller.region} and ${which} order by r.held_on, s.recorded_at, s.id`.execute(tx)
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const { rows: members } = await sql<Member & { sitting: string; n: number }>`
    select sitting_id as sitting, n, person_id as person, name, unit, rank, present, chair from committee_member
    where region_id = ${caller.region} and sitting_id = any (${ids}::uuid[]) order by place`.execute(tx)
  return rows.map((row) => ({
    ...row,
    members: members
      .filter(({ sitting, n }) => sitting === row.id && n === row.n)
      .map(({ person, name, unit, rank, present, chair }) => ({ person, name, unit, rank, present, chair })),
  }))
}

/** What is written of a sitting. */
export type Recorded = { heldOn: Day; place: string; because: string | null; members: readonly Member[] }

/** Adds a sitting of a round, without its record. */
export async function insertSitting(
  { tx, caller, now }: Work,
  at: { round: string; stage: string },
): Promise<string> {
  const id = newId(now.getTime())
  await sql`insert into committee_sitting (region_id, id, round_id, stage, recorded_at)
    values (${caller.region}, ${id}, ${at.round}, ${at.stage}, ${now})`.execute(tx)
  return id
}

/** Writes the nth record of a sitting; the earlier ones stay. */
export async function insertRecord(
  { tx, caller, now }: Work,
  sitting: string,
  n: number,
  { heldOn, place, because, members }: Recorded,
): Promise<void> {
  await sql`insert into committee_record (region_id, sitting_id, n, held_on, place, because, noted_at, noted_by)
    values (${caller.region}, ${sitting}, ${n}, ${heldOn}::date, ${place}, ${because}, ${now}, ${caller.actor})`.execute(
    tx,
  )
  await sql`insert into committee_member (region_id, sitting_id, n, person_id, place, name, unit, rank, present, chair)
    select ${caller.region}, ${sitting}, ${n}, p, o, m, u, k, e, c
    from unnest(${members.map(({ person }) => person)}::uuid[], ${members.map(({ name }) => name)}::text[],
      ${members.map(({ unit }) => unit)}::text[], ${members.map(({ rank }) => rank)}::text[],
      ${members.map(({ present }) => present)}::boolean[], ${members.map(({ chair }) => chair)}::boolean[])
      with ordinality t(p, m, u, k, e, c, o)`.execute(tx)
}

/** Somebody who steps aside in a case, and why. */
export type Aside = { person: string; because: string }

/** The votes on a case, as they are kept. */
export type Vote = Omit<Counted, 'passes'> & { sitting: string; voters: number; aside: readonly Aside[] }

/** Writes the votes on which an event of a case rests. */
export async function insertVote(
  { tx, caller }: Work,
  { caseId, seq }: { caseId: string; seq: number },
  vote: Vote,
): Promise<void> {
  await sql`insert into committee_vote (region_id, case_id, seq, sitting_id, agree, against, abstain, voters)
    values (${caller.region}, ${caseId}, ${seq}, ${vote.sitting}, ${vote.agree}, ${vote.against}, ${vote.abstain},
      ${vote.voters})`.execute(tx)
  await sql`insert into committee_aside (region_id, case_id, seq, person_id, because)
    select ${caller.region}, ${caseId}, ${seq}, p, b
    from unnest(${vote.aside.map(({ person }) => person)}::uuid[], ${vote.aside.map(({ because }) => because)}::text[]) t(p, b)`.execute(
    tx,
  )
}

/** Votes on a case with what came of them; those before it was handed in anew do not stand. */
export type VoteOnFile = Omit<CommitteeVote, 'at'> & {
  caseId: string
  seq: number
  at: Date
  stands: boolean
}

/** The votes on cases of a system, in the order in which they were taken. */
export async function votesOn(
  { tx, caller }: Work,
  definition: CaseDefinition,
  cases: readonly string[],
): Promise<VoteOnFile[]> {
  const { rows } = await sql<Omit<VoteOnFile, 'aside'>>`
    select v.case_id as "caseId", v.seq, v.sitting_id as sitting, e.kind = 'passed' as passed, v.agree, v.against, v.abstain,
      v.voters, e.because, e.at, e.actor as by, not ${comesAgain(sql`e`, orderOf(definition))} as stands
    from committee_vote v join case_event e on e.region_id = v.region_id and e.case_id = v.case_id and e.seq = v.seq
    where v.region_id = ${caller.region} and v.case_id = any (${cases}::uuid[]) order by v.case_id, v.seq`.execute(
    tx,
  )
  if (rows.length === 0) return []
  const { rows: asides } = await sql<{ caseId: string; seq: number; name: string; because: string }>`
    select a.case_id as "caseId", a.seq, p.name, a.because
    from committee_aside a join person p on p.region_id = a.region_id and p.id = a.person_id
    where a.region_id = ${caller.region} and a.case_id = any (${cases}::uuid[]) order by p.name`.execute(tx)
  return rows.map((row) => ({
    ...row,
    aside: asides
      .filter(({ caseId, seq }) => caseId === row.caseId && seq === row.seq)
      .map(({ name, because }) => ({ name, because })),
  }))
}

/** How many cases were put to the vote at a sitting, and what came of them: of a case that was voted on twice, the newest counts, and none before it was handed in anew. */
export type VoteCounts = { sitting: string; cases: number; passed: number; refused: number }

/** The same of each sitting of a round at which there was a vote. */
export async function voteCounts(
  { tx, caller }: Work,
  { id, definition }: { id: string; definition: CaseDefinition },
): Promise<VoteCounts[]> {
  const { rows } = await sql<VoteCounts>`
    select sitting, count(*)::integer as cases, (count(*) filter (where kind = 'passed'))::integer as passed,
      (count(*) filter (where kind = 'refused'))::integer as refused
    from (select distinct on (v.case_id, e.stage) v.sitting_id as sitting, e.kind from committee_vote v
      join committee_sitting s on s.region_id = v.region_id and s.id = v.sitting_id
      join case_event e on e.region_id = v.region_id and e.case_id = v.case_id and e.seq = v.seq
      where v.region_id = ${caller.region} and s.round_id = ${id} and not ${comesAgain(sql`e`, orderOf(definition))}
      order by v.case_id, e.stage, v.seq desc) newest
    group by sitting`.execute(tx)
  return rows
}
