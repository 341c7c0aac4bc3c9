import * as z from 'zod'
import { action, bodyYear, day, id, paging, requestKey, unitRef, words, year } from './common.ts'
import { desk, everyone, officers, route } from './route.ts'

/** How a title stands on a day: in force, its term over within weeks, to be ended early, ended early. */
export const titleStates = ['in-force', 'ending', 'doubtful', 'ended'] as const
export type TitleState = (typeof titleStates)[number]
export const TITLE_STATES: Readonly<Record<TitleState, string>> = {
  'in-force': '在任',
  ending: '将到期',
  doubtful: '拟退出',
  ended: '已退出',
}

const count = z.object({ title: z.string(), count: z.int(), rural: z.int() })
/** The pyramid on a day: people per tier against the goal, titles in force, and how many of them are rural. */
export const titlesOverview = route({
  method: 'GET',
  path: '/api/titles',
  roles: desk,
  summary: '称号金字塔：在任期内的人数、目标和乡村占比',
  query: z.object({ on: day.optional() }),
  reply: z.object({
    on: day,
    /** 在册称号 among the region's figures, which is of the year's last day, and the sentence that defines it. */
    figure: z.object({ day, value: z.int(), title: z.string(), about: z.string() }),
    tiers: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        about: z.string(),
        people: z.int(),
        /** 目标人数; null for the base, which has none. */
        goal: z.int().nullable(),
        rural: z.int(),
        titles: z.array(count),
      }),
    ),
    states: z.record(z.enum(titleStates), z.int()),
    actions: z.array(action),
  }),
})

export const duty = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  have: z.int(),
  need: z.int(),
})
export type DutyRow = z.infer<typeof duty>
const outcome = z.object({ year: z.int(), band: z.string(), target: id })

export const titleRow = z.object({
  id,
  person: z.object({ id, name: z.string() }),
  unit: unitRef.nullable(),
  urbanWord: z.string().nullable(),
  title: z.string(),
  levelWord: z.string(),
  on: day,
  until: day.nullable(),
  /** Why it ended before its term; null where it did not. */
  why: z.string().nullable(),
  /** The newest result of a yearly appraisal. */
  outcome: outcome.nullable(),
  /** Why it should be ended, in words. */
  doubt: z.string().nullable(),
  /** The case under way that would end it, or the caller's own draft of one. */
  exit: id.nullable(),
})
export type TitleRow = z.infer<typeof titleRow>
const holdersQuery = z.object({
  on: day.optional(),
  title: words(40).optional(),
  tier: words(20).optional(),
  rural: z.stringbool().optional(),
  state: z.enum(titleStates).default('in-force'),
  unit: z.string().max(64).optional(),
  /** Name or pinyin initials. */
  q: z.string().max(40).optional(),
})
export const titleHolders = route({
  method: 'GET',
  path: '/api/titles/holders',
  roles: desk,
  summary: '称号名册：在任期内、即将到期、应研究退出、已提前终止',
  query: holdersQuery.extend(paging),
  reply: z.object({
    total: z.int(),
    rows: z.array(titleRow),
    titles: z.array(z.string()),
    /** The system of cases by which a title is ended. */
    exitBy: z.string(),
  }),
})
export const titleSheet = route({
  method: 'GET',
  path: '/api/titles/holders.xlsx',
  roles: desk,
  summary: '称号名册导出',
  query: holdersQuery,
})

export const dutyHolder = z.object({
  id,
  person: z.object({ id, name: z.string() }),
  unit: unitRef.nullable(),
  title: z.string(),
  duties: z.array(duty),
  outcome: outcome.nullable(),
})
export type DutyHolder = z.infer<typeof dutyHolder>
export const titleDuties = route({
  method: 'GET',
  path: '/api/titles/duties',
  roles: desk,
  summary: '称号持有人的年度职责：记录里完成了多少，还差多少',
  query: z.object({
    year,
    title: words(40),
    owing: z.stringbool().optional(),
    unit: z.string().max(64).optional(),
    ...paging,
  }),
  reply: z.object({
    total: z.int(),
    owing: z.int(),
    rows: z.array(dutyHolder),
  }),
})

export const titleRound = z.object({
  title: z.string(),
  holders: z.int(),
  appraisal: z.object({ id, title: z.string(), state: z.enum(['draft', 'open', 'published']) }).nullable(),
  /** Published results by 等次. */
  bands: z.array(z.object({ band: z.string(), count: z.int() })),
  actions: z.array(action),
})
export type TitleRound = z.infer<typeof titleRound>
export const titleRounds = route({
  method: 'GET',
  path: '/api/titles/appraisals',
  roles: desk,
  summary: '年度考核：每个称号的持有人、考核和结果',
  query: z.object({ year }),
  reply: z.object({ rows: z.array(titleRound) }),
})
export const openTitleRound = route({
  method: 'POST',
  path: '/api/titles/appraisals',
  roles: officers,
  summary: '为一个称号的全部持有人开设年度考核，佐证从记录中取',
  body: z.object({
    key: requestKey,
    year: bodyYear,
    title: words(40),
    /** 文号 of the measures that the standard rests on. */
    document: words(80),
    judges: z.array(id).min(1, '请至少选一位考核人').max(500),
    each: z.int().min(1).max(50),
    scoreUntil: day,
    appealDays: z.int().min(1).max(60),
  }),
  reply: z.object({ id, holders: z.int(), short: z.int() }),
})

/** Where an allowance stands; only what is due can be paid. */
export const allowanceStates = ['due', 'paid', 'no-result', 'none', 'ended', 'other-title'] as const
export type AllowanceState = (typeof allowanceStates)[number]
export const ALLOWANCE_STATES: Readonly<Record<AllowanceState, string>> = {
  due: '应发',
  paid: '已发',
  'no-result': '没有考核结果',
  none: '按结果不发',
  ended: '已退出',
  'other-title': '按其他称号发',
}
export const allowanceRow = z.object({
  person: z.object({ id, name: z.string() }),
  unit: unitRef.nullable(),
  title: z.string(),
  band: z.string().nullable(),
  amount: z.number(),
  state: z.enum(allowanceStates),
  because: z.string(),
  paid: z.object({ entry: id, on: day }).nullable(),
})
export type AllowanceRow = z.infer<typeof allowanceRow>
const allowancesQuery = z.object({
  year,
  state: z.enum(allowanceStates).optional(),
  title: words(40).optional(),
  unit: z.string().max(64).optional(),
})
export const allowanceSheet = route({
  method: 'GET',
  path: '/api/titles/allowances.xlsx',
  roles: desk,
  summary: '特殊津贴发放表导出',
  query: allowancesQuery,
})
export const titleAllowances = route({
  method: 'GET',
  path: '/api/titles/allowances',
  roles: desk,
  summary: '特殊津贴：按年度考核结果谁发多少、为什么',
  query: allowancesQuery.extend(paging),
  reply: z.object({
    total: z.int(),
    /** Sum of the rows that the filters leave, in yuan. */
    amount: z.number(),
    counts: z.record(z.enum(allowanceStates), z.int()),
    /** What is due and what was paid of the year, in yuan. */
    due: z.number(),
    paid: z.number(),
    rows: z.array(allowanceRow),
    actions: z.array(action),
  }),
})
export const payAllowances = route({
  method: 'POST',
  path: '/api/titles/allowances',
  roles: officers,
  summary: '发放特殊津贴：一份名单一笔账，一人一称号一年一次',
  body: z.object({
    key: requestKey,
    year: bodyYear,
    on: day,
    voucher: words(40),
    items: z
      .array(z.object({ person: id, title: words(40) }))
      .min(1, '请先勾选')
      .max(5000),
  }),
  reply: z.object({ entry: id, people: z.int(), amount: z.number() }),
})

/** A title of the caller's own, with what is still owed this year. */
export const ownTitle = z.object({
  id,
  title: z.string(),
  levelWord: z.string(),
  on: day,
  until: day.nullable(),
  why: z.string().nullable(),
  inForce: z.boolean(),
  duties: z.array(duty),
  outcomes: z.array(outcome),
  allowances: z.array(z.object({ year: z.int(), amount: z.number(), band: z.string() })),
})
export type OwnTitle = z.infer<typeof ownTitle>
export const myTitles = route({
  method: 'GET',
  path: '/api/titles/mine',
  roles: everyone,
  summary: '我的称号：任期、今年还差的职责、考核结果和津贴',
  query: z.object({ year: year.optional() }),
  reply: z.object({ year: z.int(), titles: z.array(ownTitle) }),
})
