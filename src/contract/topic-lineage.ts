import * as z from 'zod'
import { action, day, done, id, idParams, instant, requestKey } from './common.ts'
import { desk, everyone, route } from './route.ts'
import { topicLevels } from './topic.ts'

const level = z.enum(topicLevels)
const subject = z.string().trim().min(1, '请选择学科').max(20)

/** A problem or a theme in the picture of where things came from. */
export const topicNode = z.object({
  id,
  kind: z.enum(['problem', 'theme']),
  level,
  text: z.string(),
  from: z.string(),
  /** Problems below it, all of them. */
  problems: z.int(),
  /** How many of its own items are not drawn, for want of room or of the right to see them. */
  folded: z.int(),
  origin: z.enum(['proposal', 'own']).nullable(),
})
export type TopicNode = z.infer<typeof topicNode>

export const topicLineage = route({
  method: 'GET',
  path: '/api/topics/:id/lineage',
  roles: everyone,
  summary: '来龙去脉：从核心主题到每位教师的问题，从问题到核心主题',
  params: idParams,
  query: z.object({ focus: id.optional() }),
  reply: z.object({
    round: z.object({ id, title: z.string(), year: z.int() }),
    focus: id.nullable(),
    nodes: z.array(topicNode),
    edges: z.array(z.object({ from: id, to: id })),
  }),
})
export type TopicLineage = z.output<NonNullable<typeof topicLineage.reply>>

export const topicSheet = route({
  method: 'GET',
  path: '/api/topics/:id/lineage.xlsx',
  roles: desk,
  summary: '问题与主题对照表导出',
  params: idParams,
})

/** A problem of one's own with where it went: its themes from the group's up. */
export const ownProblem = z.object({
  id,
  round: id,
  text: z.string(),
  subject: z.string(),
  stage: z.string().nullable(),
  statedAt: instant,
  went: z.array(z.object({ levelWord: z.string(), title: z.string() })),
  actions: z.array(action),
})
export const ownProblems = route({
  method: 'GET',
  path: '/api/problems',
  roles: everyone,
  summary: '我提出的问题和它们的去向；正在征集的轮次',
  reply: z.object({
    rounds: z.array(z.object({ id, title: z.string(), until: day })),
    subject: z.string().nullable(),
    stage: z.string().nullable(),
    problems: z.array(ownProblem),
    actions: z.array(action),
  }),
})
export type OwnProblems = z.output<NonNullable<typeof ownProblems.reply>>

export const stateProblem = route({
  method: 'POST',
  path: '/api/problems',
  roles: everyone,
  summary: '提出一个来自教学实践的问题',
  body: z.object({
    key: requestKey,
    round: id,
    /** Whose problem it is, where the school's clerk writes it down; null is one's own. */
    person: id.nullable(),
    text: z.string().trim().min(10, '请用至少 10 个字把问题说清楚').max(500, '最多 500 个字'),
    subject,
    stage: z.string().trim().max(20).nullable(),
  }),
  reply: z.object({ id }),
})

export const withdrawProblem = route({
  method: 'POST',
  path: '/api/problems/:id/withdraw',
  roles: everyone,
  summary: '撤回还没有归入主题的问题',
  params: idParams,
  body: z.object({ key: requestKey }),
  reply: done,
})
