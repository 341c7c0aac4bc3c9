import * as z from 'zod'
import { action, bodyYear, day, done, id, idParams, requestKey, unitRef, words, year } from './common.ts'
import { desk, editors, everyone, route } from './route.ts'
import { sources, source } from './standard.ts'

export const targetKinds = ['unit', 'person', 'programme', 'work', 'case'] as const
export const appraisalStates = ['draft', 'open', 'published'] as const
export type AppraisalState = (typeof appraisalStates)[number]
export const APPRAISAL_STATES: Record<AppraisalState, string> = {
  draft: '筹备',
  open: '评分中',
  published: '已公布',
}

export const newAppraisal = z.object({
  key: requestKey,
  standard: id,
  title: words(120),
  unit: z.string().min(1).max(64),
  year: bodyYear,
  /** 盲评: judges see numbers only. */
  blind: z.boolean(),
  /** 校外评委: nobody scores the own unit. */
  outside: z.boolean(),
  scoreUntil: day,
  appealDays: z.int().min(1).max(60),
  places: z.int().min(1).max(10_000).nullable(),
  floor: z.object({ group: words(20), least: z.int().min(1).max(10_000) }).nullable(),
})
export type NewAppraisal = z.infer<typeof newAppraisal>
export const appraisalRow = z.object({
  id,
  title: z.string(),
  standard: z.object({ id, title: z.string(), version: z.int() }),
  unit: unitRef,
  year: z.int(),
  blind: z.boolean(),
  outside: z.boolean(),
  scoreUntil: day,
  state: z.enum(appraisalStates),
  targets: z.int(),
  judges: z.int(),
  sheets: z.int(),
  handedIn: z.int(),
})
export type AppraisalRow = z.infer<typeof appraisalRow>
export const appraisals = route({
  method: 'GET',
  path: '/api/appraisals',
  roles: desk,
  summary: '评估一览：本单位组织的和评本单位的',
  query: z.object({ year }),
  reply: z.object({
    rows: z.array(appraisalRow),
    mine: z.array(
      z.object({ target: id, appraisal: z.string(), title: z.string(), state: z.enum(appraisalStates) }),
    ),
    actions: z.array(action),
  }),
})
export const createAppraisal = route({
  method: 'POST',
  path: '/api/appraisals',
  roles: editors,
  summary: '新建评估',
  body: newAppraisal,
  reply: z.object({ id }),
})

export const targetRow = z.object({
  id,
  number: z.int(),
  kind: z.enum(targetKinds),
  title: z.string(),
  unit: unitRef,
  group: z.string().nullable(),
  judges: z.int(),
  handedIn: z.int(),
  selfDone: z.boolean(),
  evidence: z.int(),
  /** Questionnaires that stand for a source. */
  surveys: z.array(z.object({ source: z.enum(sources), id, title: z.string() })),
})
export type TargetRow = z.infer<typeof targetRow>
export const judgeRow = z.object({
  id,
  number: z.int(),
  name: z.string(),
  source: z.enum(sources),
  unit: unitRef.nullable(),
  targets: z.int(),
  handedIn: z.int(),
  recused: z.int(),
})
export type JudgeRow = z.infer<typeof judgeRow>
export const appraisalPage = route({
  method: 'GET',
  path: '/api/appraisals/:id',
  roles: desk,
  summary: '一次评估：对象、评委和进度',
  params: idParams,
  reply: z.object({
    appraisal: appraisalRow.extend({
      places: z.int().nullable(),
      floor: z.object({ group: z.string(), least: z.int() }).nullable(),
      appealUntil: day.nullable(),
    }),
    targets: z.array(targetRow),
    judges: z.array(judgeRow),
    sources: z.array(source),
    /** What has to be there before it can be opened or published. */
    missing: z.array(z.string()),
    actions: z.array(action),
  }),
})
export const addTargets = route({
  method: 'POST',
  path: '/api/appraisals/:id/targets',
  roles: editors,
  summary: '加入评估对象',
  params: idParams,
  body: z.object({
    key: requestKey,
    kind: z.enum(['unit', 'person', 'programme']),
    /** Codes of units, or ids of people and programmes. */
    subjects: z.array(z.string().min(1).max(64)).min(1).max(2000),
  }),
  reply: z.object({ added: z.int() }),
})
export const addJudges = route({
  method: 'POST',
  path: '/api/appraisals/:id/judges',
  roles: editors,
  summary: '聘请评委',
  params: idParams,
  body: z.object({ key: requestKey, source: z.enum(sources), people: z.array(id).min(1).max(500) }),
  reply: z.object({ added: z.int() }),
})
export const assignJudges = route({
  method: 'POST',
  path: '/api/appraisals/:id/assign',
  roles: editors,
  summary: '分配评委：自动回避本单位和本人',
  params: idParams,
  body: z.object({ key: requestKey, source: z.enum(sources), each: z.int().min(1).max(50) }),
  reply: z.object({ assigned: z.int(), short: z.array(z.object({ number: z.int(), judges: z.int() })) }),
})
export const recuseJudge = route({
  method: 'POST',
  path: '/api/appraisals/:id/recuse',
  roles: everyone,
  summary: '评委回避一个对象',
  params: idParams,
  body: z.object({ key: requestKey, judge: id, target: id, because: words(200) }),
  reply: done,
})
export const attachSurvey = route({
  method: 'POST',
  path: '/api/appraisals/:id/surveys',
  roles: editors,
  summary: '以问卷结果作一个评价主体的得分',
  params: idParams,
  body: z.object({ key: requestKey, target: id, source: z.enum(sources), questionnaire: id }),
  reply: done,
})
export const stepAppraisal = route({
  method: 'POST',
  path: '/api/appraisals/:id/step',
  roles: editors,
  summary: '启动评分，或公布结果',
  params: idParams,
  body: z.object({
    key: requestKey,
    step: z.enum(['opened', 'published']),
    /** Where equal results stand at a quota: what people decided, and why. */
    choices: z.array(z.object({ target: id, band: words(20), because: words(200) })).max(2000),
  }),
  reply: done,
})

const part = z.object({
  source: z.enum(sources),
  weight: z.string(),
  result: z.string().nullable(),
  count: z.int(),
  used: z.array(z.object({ judge: z.string(), score: z.string() })),
  dropped: z.array(z.object({ judge: z.string(), score: z.string(), sharing: z.array(z.string()) })),
  missing: z.string().nullable(),
})
export type ResultPart = z.infer<typeof part>
export const resultRow = z.object({
  target: id,
  number: z.int(),
  title: z.string(),
  unit: unitRef,
  group: z.string().nullable(),
  result: z.string().nullable(),
  rank: z.int().nullable(),
  tied: z.array(z.int()),
  band: z.string().nullable(),
  between: z.array(z.object({ id: z.string(), title: z.string() })),
  vetoes: z.array(z.string()),
  because: z.string(),
  outcome: z.enum(['in', 'out', 'undecided']).nullable(),
  missing: z.array(z.string()),
  parts: z.array(part),
  self: z.string().nullable(),
})
export type ResultRow = z.infer<typeof resultRow>
export const appraisalResults = route({
  method: 'GET',
  path: '/api/appraisals/:id/results',
  roles: desk,
  summary: '评估结果：各评价主体得分、去掉的最高最低分、并列、等次',
  params: idParams,
  reply: z.object({
    title: z.string(),
    state: z.enum(appraisalStates),
    decimals: z.int(),
    rows: z.array(resultRow),
    undecided: z.array(z.string()),
    notes: z.array(z.string()),
  }),
})
export const appraisalBook = route({
  method: 'GET',
  path: '/api/appraisals/:id/results.xlsx',
  roles: desk,
  summary: '评估结果导出',
  params: idParams,
})
