import type * as z from 'zod'
import type { casePage } from '#contract/case.ts'
import type { CommitteeVote, committeeAhead, roundCommittees } from '#contract/committee.ts'
import { actionOf } from '#kernel/action.ts'
import type { Work } from '#kernel/call.ts'
import { sql } from 'kysely'
import { loadCases, type Loaded } from '../load.ts'
import type { Cases } from '../registry.ts'
import { roundOf, type Round } from '../round.ts'
import { barredAmong } from './aside.ts'
import { committeesOf, seatView, sittingView, type Seat } from './round.ts'
import { votesInWords } from './rules.ts'
import { sittingsOf, voteCounts, votesOn, type Sitting, type VoteCounts, type VoteOnFile } from './store.ts'
import { refuseUnseated, seatHere } from './vote.ts'

type OfRound = z.input<NonNullable<typeof roundCommittees.reply>>
type OfStage = OfRound['committees'][number]
type Ahead = z.input<NonNullable<typeof committeeAhead.reply>>
type OfCase = z.input<NonNullable<typeof casePage.reply>>['committee']

/**
 * The sittings that voted on a case, with the votes, and what the newest vote that stands at each stage came to in words;
 * nothing for who does not see the whole region.
 */
export async function committeeOf(
  work: Work,
  { record: { id }, setting: { definition } }: Loaded,
): Promise<OfCase & { notes: ReadonlyMap<string, string> }> {
  const votes = await votesOn(work, definition, [id])
  if (votes.length === 0) return { sittings: [], votes: [], notes: new Map() }
  const sittings = await sittingsOf(work, { ids: [...new Set(votes.map(({ sitting }) => sitting))] })
  const at = new Map(sittings.map((sitting) => [sitting.id, sitting]))
  return {
    notes: new Map(
      votes.flatMap((vote): [string, string][] => {
        const sitting = at.get(vote.sitting)
        return sitting === undefined || !vote.stands ? [] : [[sitting.stage, votesInWords(vote)]]
      }),
    ),
    sittings: sittings.map(sittingView),
    votes: votes.map(voteView),
  }
}

function voteView(vote: VoteOnFile): CommitteeVote {
  const { sitting, passed, agree, against, abstain, voters, aside, because, at: when, by } = vote
  return { sitting, passed, agree, against, abstain, voters, aside, because, at: when.toISOString(), by }
}

/** A round with its committees: when they sat, who was there, and how many cases each sitting voted on. @throws Refused 404. */
export async function committeesOfRound(work: Work, cases: Cases, id: string): Promise<OfRound> {
  const round = await roundOf(work, cases, id)
  const { title, year, definition, params } = round
  const sittings = await sittingsOf(work, { round: id })
  const counts = await voteCounts(work, round)
  const committees: OfStage[] = []
  for (const seat of committeesOf(definition, params))
    committees.push(await stageView(work, round, seat, sittings, counts))
  return { round: { id, title, year, system: definition.id, systemTitle: definition.title }, committees }
}

async function stageView(
  work: Work,
  { id, params }: Round,
  seat: Seat,
  sittings: readonly Sitting[],
  counts: readonly VoteCounts[],
): Promise<OfStage> {
  const whyNot = work.caller.role === 'officer' ? null : '评审会由中心管理员登记。'
  return {
    ...seatView(seat, params),
    waiting: await waitingAt(work, id, seat.stage),
    sittings: sittings
      .filter(({ stage }) => stage === seat.stage)
      .map((sitting) => ({
        ...sittingView(sitting),
        votes: countsOf(counts, sitting),
        actions: [actionOf('correct', whyNot)],
      })),
    actions: [actionOf('record', whyNot)],
  }
}

function countsOf(counts: readonly VoteCounts[], { id }: Sitting): Omit<VoteCounts, 'sitting'> {
  const { sitting: _, ...found } = counts.find(({ sitting }) => sitting === id) ?? NONE
  return found
}

const NONE: VoteCounts = { sitting: '', cases: 0, passed: 0, refused: 0 }

async function waitingAt({ tx, caller }: Work, round: string, stage: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from case_record
    where region_id = ${caller.region} and round_id = ${round} and status = 'open' and stage = ${stage}`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

/**
 * What has to be known before votes on cases are entered: the sittings that there are, who was there, and who steps aside
 * by the rules, with the same rule as entering them.
 * @throws Refused 404 unless all are in view.
 */
export async function committeeFor(work: Work, cases: Cases, ids: readonly string[]): Promise<Ahead> {
  const loaded = await loadCases(work, cases, [...new Set(ids)])
  const [first] = loaded
  const seat = first === undefined ? null : seatHere(first)
  const round = first?.record.roundId ?? null
  if (first === undefined || seat === null || round === null) return nothing('所选事项现在不在专家审查环节。')
  const alike = loaded.every((one) => one.record.roundId === round && one.setting.state.stage === seat.stage)
  if (!alike) return nothing('一次表决只录同一批次、同一环节的事项。')
  const sittings = (await sittingsOf(work, { round })).filter(({ stage }) => stage === seat.stage)
  const whyNot = await refuseUnseated(work, first)
  return {
    committee: seatView(seat, first.setting.params),
    round,
    whyNot: whyNot?.because ?? null,
    sittings: sittings.map(sittingView),
    aside: await asideAt(work, loaded, sittings),
  }
}

function nothing(whyNot: string): Ahead {
  return { committee: null, round: null, whyNot, sittings: [], aside: [] }
}

async function asideAt(
  work: Work,
  loaded: readonly Loaded[],
  sittings: readonly Sitting[],
): Promise<Ahead['aside']> {
  const found: Ahead['aside'] = []
  // one after another: a transaction has one connection
  for (const sitting of sittings) {
    const present = sitting.members.filter((one) => one.present)
    const names = new Map(present.map(({ person, name }) => [person, name]))
    const barred = await barredAmong(work, loaded, present, sitting.heldOn)
    for (const one of loaded) {
      const { id, name } = one.record
      for (const { person, because } of barred(one))
        found.push({ sitting: sitting.id, case: id, name, person, who: names.get(person) ?? '', because })
    }
  }
  return found
}
