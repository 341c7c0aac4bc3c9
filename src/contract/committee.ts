import * as z from 'zod'
import { action, day, id, idParams, instant, requestKey, words } from './common.ts'
import { officers, route } from './route.ts'

const member = z.object({
  person: id,
  name: z.string(),
  /** Unit and 职称 of the day on which the committee sat. */
  unit: z.string(),
  rank: z.string().nullable(),
  present: z.boolean(),
  chair: z.boolean(),
})

/** What is recorded of a sitting as it now stands. */
export const sitting = z.object({
  id,
  heldOn: day,
  place: z.string(),
  members: z.array(member),
  recorded: z.object({ at: instant, by: z.string() }),
  /** Why it was put right after it was first recorded; null where it was not. */
  because: z.string().nullable(),
})
export type Sitting = z.infer<typeof sitting>

/** Votes on one case, with what came of them. */
export const committeeVote = z.object({
  sitting: id,
  passed: z.boolean(),
  agree: z.int(),
  against: z.int(),
  abstain: z.int(),
  voters: z.int(),
  /** Members present who did not vote on it, and why. */
  aside: z.array(z.object({ name: z.string(), because: z.string() })),
  because: z.string().nullable(),
  at: instant,
  by: z.string(),
})
export type CommitteeVote = z.infer<typeof committeeVote>

/** The committee of a stage: what it is called, and what is asked of it with the round's numbers. */
const committee = z.object({
  stage: z.string(),
  stageTitle: z.string(),
  title: z.string(),
  least: z.int(),
  majority: z.string(),
  /** What is asked of its members, in words; null where nothing is. */
  asks: z.string().nullable(),
})

const voteCounts = z.object({ cases: z.int(), passed: z.int(), refused: z.int() })

const overseeing = ['officer', 'leader'] as const

export const roundCommittees = route({
  method: 'GET',
  path: '/api/rounds/:id/committees',
  roles: overseeing,
  summary: '批次的专家审查：评审会、出席委员和表决情况',
  params: idParams,
  reply: z.object({
    round: z.object({ id, title: z.string(), system: z.string(), systemTitle: z.string(), year: z.int() }),
    committees: z.array(
      committee.extend({
        /** Cases that stand at the stage. */
        waiting: z.int(),
        sittings: z.array(sitting.extend({ votes: voteCounts, actions: z.array(action) })),
        actions: z.array(action),
      }),
    ),
  }),
})

const said = {
  heldOn: day,
  place: words(60),
  /** 主任委员, one of the members present. */
  chair: id,
  members: z
    .array(z.object({ person: id, present: z.boolean() }))
    .min(1)
    .max(60),
}

export const recordSitting = route({
  method: 'POST',
  path: '/api/rounds/:id/committees/:stage/sittings',
  roles: officers,
  summary: '登记评审会：日期、地点、主任委员和出席的委员',
  params: z.object({ id, stage: z.string().max(40) }),
  body: z.object({ key: requestKey, ...said }),
  reply: z.object({ id }),
})

export const correctSitting = route({
  method: 'POST',
  path: '/api/committee-sittings/:id/corrections',
  roles: officers,
  summary: '更正评审会的记录，写明原因；原来的留痕，已有表决的不改出席委员',
  params: idParams,
  body: z.object({ key: requestKey, ...said, because: words(200) }),
  reply: z.object({ id }),
})

/** Asked before a vote is entered, and changing nothing; the chosen cases are too many for an address. */
export const committeeAhead = route({
  method: 'POST',
  path: '/api/cases/committee',
  roles: overseeing,
  summary: '表决前看评审会：可选的会议、出席委员和每件应回避的人',
  body: z.object({ cases: z.array(id).min(1).max(2000) }),
  reply: z.object({
    committee: committee.nullable(),
    round: id.nullable(),
    /** Why no vote can be entered on what is chosen; null where it can. */
    whyNot: z.string().nullable(),
    sittings: z.array(sitting),
    /** Who steps aside by the rules, in which case of which sitting. */
    aside: z.array(
      z.object({ sitting: id, case: id, name: z.string(), person: id, who: z.string(), because: z.string() }),
    ),
  }),
})
