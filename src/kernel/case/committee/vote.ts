import type { CaseAction } from '#contract/case.ts'
import { dayAt } from '#lib/dates.ts'
import type { Refusal } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import type { Voted } from '../decide.ts'
import type { Loaded } from '../load.ts'
import { barredIn } from './aside.ts'
import { committeesOf, type Seat } from './round.ts'
import { countVotes, refuseEarly, refuseTwiceAside, refuseVoters, votesInWords } from './rules.ts'
import { holdCommittee } from './service.ts'
import { insertVote, sittingsOf, type Aside, type Member, type Sitting, type Vote } from './store.ts'

export type Ballot = Extract<CaseAction, { do: 'vote' }>
/** What a vote says of the case, and what is kept of it. */
export type CountedVote = { said: Voted; vote: Vote }

/**
 * Counts a vote on a case: only members present vote, and not those who have an interest in it.
 * @returns what it does to the case, or why it does not count.
 */
export async function countVote(work: Work, loaded: Loaded, ballot: Ballot): Promise<CountedVote | Refusal> {
  const seat = seatHere(loaded)
  await holdCommittee(work, ballot.sitting)
  const [sitting] = await sittingsOf(work, { ids: [ballot.sitting] })
  if (seat === null || sitting === undefined || !isFor(sitting, loaded, seat))
    return (await refuseUnseated(work, loaded)) ?? NO_SITTING
  const handedIn = loaded.events.findLast(({ kind }) => kind === 'submitted')
  const early = handedIn === undefined ? null : refuseEarly(sitting.heldOn, dayAt(handedIn.at))
  if (early !== null) return early
  const present = sitting.members.filter((one) => one.present)
  const aside = await asideIn(work, loaded, sitting, ballot)
  if ('because' in aside) return aside
  const voters = present.length - aside.named.length
  const counted = countVotes(ballot, voters, seat.majority)
  if ('because' in counted) return withNames(counted, aside.named, present)
  const few = refuseVoters(present.length, voters)
  if (few !== null) return few
  const { passes, ...votes } = counted
  const { because, item, document } = ballot
  const said = { do: 'vote' as const, passes, because, item: passes ? null : item, document }
  if (!passes && (because ?? '').length < 2) {
    const words = `${votesInWords(votes)}，没有达到${seat.majority}，不予通过：请写明理由。`
    return { code: 'because', because: words, field: 'because' }
  }
  return { said, vote: { ...votes, voters, sitting: sitting.id, aside: aside.named } }
}

const NO_SITTING: Refusal = {
  code: 'sitting',
  because: '没有这次评审会，或它不是这个批次、这个环节的，请重新选择会议。',
  field: 'sitting',
}

/** Why no vote can be entered on a case: no sitting of its round is recorded. Null where there is one, or no committee. */
export async function refuseUnseated(work: Work, loaded: Loaded): Promise<Refusal | null> {
  const seat = seatHere(loaded)
  const { roundId } = loaded.record
  if (seat === null || roundId === null) return null
  const sittings = await sittingsOf(work, { round: roundId })
  if (sittings.some(({ stage }) => stage === seat.stage)) return null
  const because = `还没有登记${seat.title}的评审会：请先在批次的“专家审查”里登记会议和出席的委员。`
  return { code: 'no-sitting', because }
}

/** The committee of the stage at which a case stands; null where it has none. */
export function seatHere({ setting: { definition, params, state } }: Loaded): Seat | null {
  return committeesOf(definition, params).find(({ stage }) => stage === state.stage) ?? null
}

function isFor({ round, stage }: Sitting, { record }: Loaded, seat: Seat): boolean {
  return round === record.roundId && stage === seat.stage
}

/** Who steps aside: those whom the rules bar, and those who are named with their reason. */
async function asideIn(
  work: Work,
  loaded: Loaded,
  sitting: Sitting,
  ballot: Ballot,
): Promise<{ named: Aside[] } | Refusal> {
  const twice = refuseTwiceAside(ballot.aside.map(({ person }) => person))
  if (twice !== null) return twice
  const present = sitting.members.filter((one) => one.present)
  const ids = new Set(present.map(({ person }) => person))
  if (ballot.aside.some(({ person }) => !ids.has(person))) {
    return { code: 'aside', because: '说明回避的人不在出席的委员里，请重新选择。', field: 'aside' }
  }
  const barred = await barredIn(work, loaded, present, sitting.heldOn)
  const known = new Set(barred.map(({ person }) => person))
  return { named: [...barred, ...ballot.aside.filter(({ person }) => !known.has(person))] }
}

/** Why there are fewer votes than members were there. */
function withNames(refusal: Refusal, aside: readonly Aside[], present: readonly Member[]): Refusal {
  if (aside.length === 0) return refusal
  const names = present.filter(({ person }) => aside.some((one) => one.person === person))
  const told = `出席 ${present.length} 人，回避 ${aside.length} 人（${names.map(({ name }) => name).join('、')}）；`
  return { ...refusal, because: `${told}${refusal.because}` }
}

/** Keeps the votes beside the event that rests on them. */
export async function keepVote(work: Work, { record }: Loaded, seq: number, vote: Vote): Promise<void> {
  await insertVote(work, { caseId: record.id, seq }, vote)
  await audit(work.tx, 'case.vote', { kind: 'case', id: record.id }, { seq, ...vote })
}
