import type { Day } from '#lib/dates.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { Majority } from './define.ts'

/** Votes as they are entered; without `agree` all who neither vote against nor abstain agree. */
export type Ballot = { agree: number | null; against: number; abstain: number }

/** Votes as they count: together as many as those who vote. */
export type Counted = { agree: number; against: number; abstain: number; passes: boolean }

/**
 * Counts a vote of `voters`, those present who have not stepped aside: nobody's vote is missing, and none is there twice.
 * @returns the refusal where the votes are not as many as those who vote.
 */
export function countVotes(
  { agree, against, abstain }: Ballot,
  voters: number,
  majority: Majority,
): Counted | Refusal {
  const agreeing = agree ?? voters - against - abstain
  const sum = agreeing + against + abstain
  if (agreeing < 0 || sum !== voters) {
    const given = `同意 ${Math.max(agreeing, 0)} 票、不同意 ${against} 票、弃权 ${abstain} 票`
    return {
      code: 'votes',
      because: `参加表决 ${voters} 人，所填${given}，与人数不符，请核对票数。`,
      field: 'agree',
    }
  }
  return { agree: agreeing, against, abstain, passes: reaches(agreeing, voters, majority) }
}

function reaches(agree: number, voters: number, majority: Majority): boolean {
  return majority === '过半数' ? agree * 2 > voters : agree * 3 >= voters * 2
}

/** Why a case cannot be voted on at a sitting: too few are left once those with an interest in it have stepped aside. */
export function refuseVoters(present: number, voters: number): Refusal | null {
  if (voters * 2 > present) return null
  const because = `出席 ${present} 人，回避后只有 ${voters} 人参加表决，没有过半，请另开评审会审查这一件。`
  return { code: 'voters', because }
}

/** What is recorded of a sitting. */
export type Asked = {
  heldOn: Day
  chair: string
  members: readonly { person: string; present: boolean }[]
}

/** The days between which a sitting of a round was held, the first and the last of them among them. */
export type Days = { opensOn: Day; today: Day }

/** Why a sitting cannot be recorded as it is said to have been; null when it can. */
export function refuseSitting({ heldOn, chair, members }: Asked, days: Days, least: number): Refusal | null {
  const wrongDay = refuseDay(heldOn, days)
  if (wrongDay !== null) return wrongDay
  if (new Set(members.map(({ person }) => person)).size < members.length) {
    return { code: 'twice', because: '有委员选了两次，请去掉重复的。', field: 'members' }
  }
  const present = members.filter((one) => one.present)
  if (present.length < least) {
    const because = `出席评审会的委员至少 ${least} 人，现在只有 ${present.length} 人。`
    return { code: 'members', because, field: 'members' }
  }
  if (present.some(({ person }) => person === chair)) return null
  return { code: 'chair', because: '主任委员应是出席的委员之一。', field: 'chair' }
}

function refuseDay(heldOn: Day, { opensOn, today }: Days): Refusal | null {
  if (heldOn > today) {
    return { code: 'day', because: '评审会开过之后才能登记，日期不能在今天以后。', field: 'heldOn' }
  }
  if (heldOn >= opensOn) return null
  const because = `这个批次 ${opensOn} 才开始，评审会的日期不能在此以前，请核对。`
  return { code: 'day', because, field: 'heldOn' }
}

/** Why a case that was handed in on a day cannot have been voted on at a sitting; null when it can. */
export function refuseEarly(heldOn: Day, handedIn: Day): Refusal | null {
  if (heldOn >= handedIn) return null
  const because = `申请 ${handedIn} 才提交，这次评审会 ${heldOn} 已经开过：请选提交以后召开的评审会。`
  return { code: 'early', because, field: 'sitting' }
}

/** Why some are named twice as stepping aside; null when nobody is. */
export function refuseTwiceAside(persons: readonly string[]): Refusal | null {
  if (new Set(persons).size === persons.length) return null
  return { code: 'twice', because: '说明回避的委员写了两次，请去掉重复的。', field: 'aside' }
}

/** A vote in words, as lists and documents say it. */
export function votesInWords({ agree, against, abstain }: Omit<Counted, 'passes'>): string {
  return `同意 ${agree} 票、不同意 ${against} 票、弃权 ${abstain} 票`
}
