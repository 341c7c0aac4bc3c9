import * as z from 'zod'
import { action, bodyYear, day, done, id, idParams, instant, requestKey, unitRef, year } from './common.ts'
import { desk, editors, officers, route } from './route.ts'

/** From the teachers' problems up: each level distils what overlaps in the one below. */
export const TOPIC_LEVELS = {
  problem: '教师问题',
  group: '教研组专题',
  school: '学校主题',
  cluster: '学区主题',
  region: '区域核心主题',
} as const
export type TopicLevel = keyof typeof TOPIC_LEVELS
export const topicLevels = ['problem', 'group', 'school', 'cluster', 'region'] as const
/** The levels at which people distil. */
export const themeLevels = ['group', 'school', 'cluster', 'region'] as const
export type ThemeLevel = (typeof themeLevels)[number]

const level = z.enum(topicLevels)
const themeLevel = z.enum(themeLevels)
const title = z.string().trim().min(4, '主题表述至少 4 个字').max(60, '主题表述最多 60 个字')
const statement = z.string().trim().max(500)
const because = z.string().trim().min(2, '请写明原因').max(200)
const subject = z.string().trim().min(1, '请选择学科').max(20)

export const topicDeadline = z.object({ level, until: day, passed: z.boolean() })
export const topicRoundRow = z.object({
  id,
  year: z.int(),
  title: z.string(),
  document: z.string().nullable(),
  deadlines: z.array(topicDeadline),
  problems: z.int(),
  teachers: z.int(),
  themes: z.record(themeLevel, z.int()),
})
export type TopicRoundRow = z.infer<typeof topicRoundRow>

export const topicRounds = route({
  method: 'GET',
  path: '/api/topics',
  roles: desk,
  summary: '小课题征集轮次',
  query: z.object({ year }),
  reply: z.object({ rounds: z.array(topicRoundRow), actions: z.array(action) }),
})

export const openTopicRound = route({
  method: 'POST',
  path: '/api/topics',
  roles: officers,
  summary: '发起一轮小课题征集',
  body: z.object({
    key: requestKey,
    year: bodyYear,
    title: z.string().trim().min(4, '请填写轮次名称').max(60),
    document: z.string().trim().max(80).nullable(),
    deadlines: z.object({ problem: day, group: day, school: day, cluster: day, region: day }),
  }),
  reply: z.object({ id }),
})

export const moveTopicDeadline = route({
  method: 'PUT',
  path: '/api/topics/:id/deadline',
  roles: officers,
  summary: '调整某一层级的截止日期',
  params: idParams,
  body: z.object({ key: requestKey, level, until: day, because }),
  reply: done,
})

/** Somebody's work place in a round: a school's group, a school, a cluster, the region. */
const place = { level: themeLevel, unit: z.string().max(64), subject: z.string().max(20).optional() }

/** How far one unit is: what was stated there, and what was distilled from it. */
export const topicProgressRow = z.object({
  unit: unitRef,
  level: themeLevel,
  /** Teachers who have stated something, of how many. */
  stated: z.int(),
  teachers: z.int(),
  problems: z.int(),
  themes: z.int(),
  /** What lies there undecided: neither taken up nor left out. */
  open: z.int(),
})
export type TopicProgressRow = z.infer<typeof topicProgressRow>

export const topicRound = route({
  method: 'GET',
  path: '/api/topics/:id',
  roles: desk,
  summary: '一轮征集的进展：各校各学区提出多少、提炼多少、还剩多少',
  params: idParams,
  reply: z.object({
    round: topicRoundRow,
    rows: z.array(topicProgressRow),
    /** Where the caller works in this round. */
    mine: z.object(place).nullable(),
    actions: z.array(action),
  }),
})

/** A problem or a theme of a lower level, as it lies on the table of the level above. */
export const topicItem = z.object({
  id,
  kind: z.enum(['problem', 'theme']),
  level,
  text: z.string(),
  statement: z.string(),
  /** Who stated it; the unit that distilled it. */
  from: z.string(),
  subject: z.string().nullable(),
  /** Problems it stands for. */
  problems: z.int(),
})
export type TopicItem = z.infer<typeof topicItem>

export const topicGround = z.object({
  concept: z.string().nullable(),
  words: z.array(z.string()),
  texts: z.int(),
})
export const topicProposal = z.object({
  items: z.array(id),
  /** Those that are near by their characters only. */
  loose: z.array(id),
  grounds: z.array(topicGround),
  /** What it seems to be about, for people to word. */
  about: z.string(),
})
export type TopicProposal = z.infer<typeof topicProposal>

export const topicTheme = z.object({
  id,
  title: z.string(),
  statement: z.string(),
  origin: z.enum(['proposal', 'own']),
  restsOn: z.array(z.string()),
  items: z.array(topicItem),
  problems: z.int(),
  teachers: z.int(),
  parent: z.object({ id, title: z.string() }).nullable(),
  madeBy: z.string(),
  madeAt: instant,
  actions: z.array(action),
})
export type TopicTheme = z.infer<typeof topicTheme>

export const topicBoard = route({
  method: 'GET',
  path: '/api/topics/:id/board',
  roles: desk,
  summary: '提炼台：待提炼的问题或主题、程序建议的重合、已提炼的主题',
  params: idParams,
  query: z.object(place),
  reply: z.object({
    round: topicRoundRow,
    place: z.object({
      level: themeLevel,
      levelWord: z.string(),
      unit: unitRef,
      subject: z.string().nullable(),
      until: day,
      passed: z.boolean(),
    }),
    /** The school's groups with what lies open in each; empty above the group. */
    groups: z.array(z.object({ subject: z.string(), problems: z.int(), open: z.int() })),
    open: z.array(topicItem),
    proposals: z.array(topicProposal),
    themes: z.array(topicTheme),
    leftOut: z.array(z.object({ id, item: topicItem, because: z.string(), by: z.string(), at: instant })),
    actions: z.array(action),
  }),
})
export type TopicBoard = z.output<NonNullable<typeof topicBoard.reply>>

const items = z.array(id).max(500)
const someItems = items.min(1, '请至少选一条')

export const distilTheme = route({
  method: 'POST',
  path: '/api/topics/:id/themes',
  roles: editors,
  summary: '提炼一个主题，写明由哪些问题或主题归并而来',
  params: idParams,
  body: z.object({
    key: requestKey,
    level: themeLevel,
    unit: z.string().max(64),
    subject: subject.nullable(),
    title,
    statement,
    items: someItems,
    origin: z.enum(['proposal', 'own']),
    restsOn: z.array(z.string().max(20)).max(20),
  }),
  reply: z.object({ id }),
})

export const themeChange = z.discriminatedUnion('act', [
  z.object({ act: z.literal('reword'), key: requestKey, title, statement }),
  z.object({ act: z.literal('add'), key: requestKey, items: someItems }),
  z.object({ act: z.literal('remove'), key: requestKey, items: someItems, because }),
  z.object({ act: z.literal('split'), key: requestKey, items: someItems, title, statement, because }),
  z.object({ act: z.literal('merge'), key: requestKey, themes: someItems, because }),
  z.object({ act: z.literal('dissolve'), key: requestKey, because }),
])
export type ThemeChange = z.infer<typeof themeChange>

export const changeTheme = route({
  method: 'POST',
  path: '/api/topics/themes/:id',
  roles: editors,
  summary: '改表述、增减、拆分、合并或撤销一个主题',
  params: idParams,
  body: themeChange,
  reply: z.object({ id }),
})

export const leaveOut = route({
  method: 'POST',
  path: '/api/topics/:id/left-out',
  roles: editors,
  summary: '暂不采用某些问题或主题，写明原因；或重新采用',
  params: idParams,
  body: z.discriminatedUnion('act', [
    z.object({ act: z.literal('leave'), key: requestKey, ...place, items: someItems, because }),
    z.object({ act: z.literal('restore'), key: requestKey, entries: someItems }),
  ]),
  reply: done,
})
