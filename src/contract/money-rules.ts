import * as z from 'zod'
import { action, bodyYear, day, done, id, instant, paging, requestKey, unitRef, year } from './common.ts'
import { cascadeGrades, because, document, moneyScopeQuery, standardKinds, yuan } from './money.ts'
import { desk, editors, officers, route } from './route.ts'

export const dutyRow = z.object({
  unit: unitRef,
  perPupil: z.number().nullable(),
  pupils: z.int().nullable(),
  /** Where the base comes from: funds per pupil as entered, or the income under 公用经费. */
  basis: z.enum(['pupils', 'income']).nullable(),
  base: z.number().nullable(),
  owed: z.number().nullable(),
  spent: z.number(),
  share: z.number().nullable(),
  missing: z.number(),
  state: z.enum(['unknown', 'met', 'short']),
  actions: z.array(action),
})
export type DutyRow = z.infer<typeof dutyRow>
export const moneyDuty = route({
  method: 'GET',
  path: '/api/money/duty',
  roles: desk,
  summary: '各校培训费占公用经费的比例，达标和差额',
  query: z.object(moneyScopeQuery),
  reply: z.object({ least: z.number(), document: z.string(), rows: z.array(dutyRow) }),
})
export const setPupilFund = route({
  method: 'PUT',
  path: '/api/money/duty',
  roles: editors,
  summary: '登记学校的生均公用经费和学生数',
  body: z.object({
    key: requestKey,
    year: bodyYear,
    unit: z.string().max(64),
    perPupil: yuan,
    pupils: z.int().min(0).max(100_000),
    document,
  }),
  reply: done,
})

export const standardRow = z.object({
  kind: z.enum(standardKinds),
  category: z.string(),
  amount: z.number().nullable(),
  document: z.string(),
  /** Whether the region has set it, or the default holds. */
  set: z.boolean(),
})
export type StandardRow = z.infer<typeof standardRow>
export const moneyStandards = route({
  method: 'GET',
  path: '/api/money/standards',
  roles: desk,
  summary: '经费标准和依据',
  query: z.object({ year }),
  reply: z.object({ rows: z.array(standardRow), actions: z.array(action) }),
})
export const setStandard = route({
  method: 'PUT',
  path: '/api/money/standards',
  roles: officers,
  summary: '设定一项经费标准，写明所依据的文号',
  body: z.object({
    key: requestKey,
    year: bodyYear,
    kind: z.enum(standardKinds),
    category: z.string().trim().min(1).max(20),
    amount: yuan.nullable(),
    document: z.string().trim().min(2, '请写明所依据文件的文号').max(80),
  }),
  reply: done,
})

export const claimStates = ['owes', 'passed-on', 'graded', 'paid'] as const
export const claimState = z.enum(claimStates)
export type ClaimState = z.infer<typeof claimState>
/** How far somebody's journey is on its way to its money. */
export const CLAIM_STATES: Readonly<Record<ClaimState, string>> = {
  owes: '欠二级培训',
  'passed-on': '待定等级',
  graded: '可以报销',
  paid: '已报销',
}
export const claimRow = z.object({
  activity: z.object({ id, title: z.string(), endsOn: day, days: z.int() }),
  person: z.object({ id, name: z.string() }),
  unit: unitRef,
  state: claimState,
  /** The second-level training that was held. */
  passedOn: z.object({ id, title: z.string() }).nullable(),
  grade: z.enum(cascadeGrades).nullable(),
  /** Share of a claim that the grade releases; null before. */
  share: z.number().nullable(),
  because: z.string(),
  /** The application for its costs that is on its way. */
  case: z.object({ id, number: z.string() }).nullable(),
  paid: z.array(z.object({ item: z.string(), claimed: z.number(), paid: z.number(), on: instant })),
  actions: z.array(action),
})
export type ClaimRow = z.infer<typeof claimRow>
export const travelClaims = route({
  method: 'GET',
  path: '/api/money/claims',
  roles: desk,
  summary: '外派学习的二级培训和差旅报销：谁还欠、谁可以报、报了多少',
  query: z.object({ ...moneyScopeQuery, state: claimState.optional(), ...paging }),
  reply: z.object({ total: z.int(), rows: z.array(claimRow), counts: z.record(claimState, z.int()) }),
})
export const gradeCascade = route({
  method: 'POST',
  path: '/api/money/claims/grade',
  roles: editors,
  summary: '给二级培训定等级，凭等级报销差旅费',
  body: z.object({ key: requestKey, activity: id, person: id, grade: z.enum(cascadeGrades), because }),
  reply: done,
})
