import * as z from 'zod'
import { action, bodyYear, day, done, id, idParams, instant, requestKey, unitRef, year } from './common.ts'
import { desk, editors, everyone, officers, route } from './route.ts'

export const sources = ['experts', 'peers', 'students', 'parents', 'school', 'self'] as const
export type SourceId = (typeof sources)[number]
/** 评价主体. */
export const SOURCES: Record<SourceId, string> = {
  experts: '专家评委',
  peers: '同行',
  students: '学生',
  parents: '家长',
  school: '学校',
  self: '自评',
}
export const evidenceKinds = ['activity', 'work', 'award', 'document', 'programme', 'title', 'none'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]
/** 佐证: which kind of record proves an indicator. */
export const EVIDENCE: Record<EvidenceKind, string> = {
  activity: '活动',
  work: '作品',
  award: '荣誉',
  document: '公文',
  programme: '项目',
  title: '称号',
  none: '不要佐证',
}
export const targetKinds = ['unit', 'person', 'programme', 'work', 'case'] as const
export const TARGET_KINDS: Record<(typeof targetKinds)[number], string> = {
  unit: '单位',
  person: '人员',
  programme: '项目',
  work: '作品',
  case: '事项',
}
export const appraisalStates = ['draft', 'open', 'published'] as const
export type AppraisalState = (typeof appraisalStates)[number]
export const APPRAISAL_STATES: Record<AppraisalState, string> = {
  draft: '筹备',
  open: '评分中',
  published: '已公布',
}

const words = (most: number) => z.string().trim().min(1).max(most)
/** A plain decimal that is not negative, as people type it: 87.5 */
const decimal = z.string().regex(/^\d{1,5}(\.\d{1,4})?$/, '请填数字，如 87.5')

export const indicator = z.object({
  id: words(12),
  parent: z.string().max(12).nullable(),
  title: words(80),
  points: decimal,
  weight: decimal.nullable(),
  veto: z.boolean(),
  evidence: z.enum(evidenceKinds),
  says: z.string().trim().max(400),
})
export type IndicatorRow = z.infer<typeof indicator>
export const source = z.object({
  id: z.enum(sources),
  weight: decimal,
  by: z.enum(['judges', 'questionnaire']),
  dropFrom: z.int().min(3).max(50).nullable(),
})
export const band = z.object({
  id: words(20),
  title: words(20),
  least: decimal,
  share: decimal.nullable(),
  despiteVeto: z.boolean(),
})

export const newStandard = z.object({
  key: requestKey,
  code: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, '代码用小写字母、数字和连字符'),
  title: words(80),
  document: words(80),
  decimals: z.int().min(0).max(4),
  indicators: z.array(indicator).min(1, '请至少写一个指标').max(300),
  sources: z.array(source).min(1, '请至少写一个评价主体').max(6),
  bands: z.array(band).max(8),
})
export type NewStandard = z.infer<typeof newStandard>

const standardRow = z.object({
  id,
  code: z.string(),
  title: z.string(),
  version: z.int(),
  document: z.string(),
  madeAt: instant,
  leaves: z.int(),
  points: z.string(),
})
export const standards = route({
  method: 'GET',
  path: '/api/standards',
  roles: desk,
  summary: '评估标准一览',
  reply: z.object({ rows: z.array(standardRow), actions: z.array(action) }),
})
export const saveStandard = route({
  method: 'POST',
  path: '/api/standards',
  roles: officers,
  summary: '新建标准，或给已有的标准出新版',
  body: newStandard,
  reply: z.object({ id, version: z.int() }),
})
export const standardPage = route({
  method: 'GET',
  path: '/api/standards/:id',
  roles: desk,
  summary: '评估标准的一版',
  params: idParams,
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  reply: z.object({
    standard: standardRow.extend({
      decimals: z.int(),
      indicators: z.array(indicator),
      sources: z.array(source),
      bands: z.array(band),
    }),
    versions: z.array(
      z.object({ version: z.int(), document: z.string(), madeAt: instant, madeBy: z.string() }),
    ),
    actions: z.array(action),
  }),
})

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

const leaf = z.object({
  id: z.string(),
  title: z.string(),
  points: z.string(),
  veto: z.boolean(),
  says: z.string(),
})
export type Leaf = z.infer<typeof leaf>
/** One line of a score sheet: a target with its points by leaf; a veto as 1 when it is broken, 0 when not. */
const sheetLine = z.object({
  target: id,
  number: z.int(),
  /** Null where the appraisal is blind. */
  name: z.string().nullable(),
  scores: z.record(z.string(), z.string()),
  handedIn: z.boolean(),
  evidence: z.array(z.object({ indicator: z.string(), title: z.string() })),
})
export type SheetLine = z.infer<typeof sheetLine>
export const scoreSheet = z.object({
  appraisal: id,
  title: z.string(),
  judge: id,
  scoreUntil: day,
  leaves: z.array(leaf),
  lines: z.array(sheetLine),
})
export type ScoreSheet = z.infer<typeof scoreSheet>
const sheetChanges = z.object({
  key: requestKey,
  changes: z.array(z.object({ target: id, indicator: words(12), score: decimal.nullable() })).max(20_000),
  /** Targets whose sheet is handed in with this. */
  handIn: z.array(id).max(2000),
})
export type SheetChanges = z.infer<typeof sheetChanges>
const judgeParams = z.object({ id, judge: id })
export const judgeSheet = route({
  method: 'GET',
  path: '/api/appraisals/:id/judges/:judge',
  roles: desk,
  summary: '一位评委的评分表，供代录',
  params: judgeParams,
  reply: scoreSheet,
})
export const saveSheet = route({
  method: 'PUT',
  path: '/api/appraisals/:id/judges/:judge',
  roles: everyone,
  summary: '保存或提交评分表',
  params: judgeParams,
  body: sheetChanges,
  reply: z.object({ saved: z.int(), handedIn: z.int() }),
})
export const returnSheet = route({
  method: 'POST',
  path: '/api/appraisals/:id/judges/:judge/return',
  roles: editors,
  summary: '退回一份评分表重填',
  params: judgeParams,
  body: z.object({ key: requestKey, target: id, because: words(200) }),
  reply: done,
})
export const mySheets = route({
  method: 'GET',
  path: '/api/my/sheets',
  roles: everyone,
  summary: '请我评分的评分表',
  reply: z.object({ sheets: z.array(scoreSheet) }),
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

export const targetPage = route({
  method: 'GET',
  path: '/api/appraisal-targets/:id',
  roles: everyone,
  summary: '一个评估对象：自评、佐证、结果、申诉和整改',
  params: idParams,
  reply: z.object({
    target: z.object({ id, title: z.string(), unit: unitRef, kind: z.enum(targetKinds) }),
    appraisal: z.object({
      id,
      title: z.string(),
      state: z.enum(appraisalStates),
      scoreUntil: day,
      appealUntil: day.nullable(),
    }),
    self: z.object({ judge: id, scores: z.record(z.string(), z.string()), handedIn: z.boolean() }).nullable(),
    leaves: z.array(leaf.extend({ evidence: z.enum(evidenceKinds), branch: z.string() })),
    evidence: z.array(
      z.object({
        id,
        indicator: z.string(),
        kind: z.enum(evidenceKinds),
        title: z.string(),
        link: z.string().nullable(),
      }),
    ),
    results: z.array(
      z.object({
        result: z.string().nullable(),
        rank: z.int().nullable(),
        band: z.string().nullable(),
        because: z.string(),
        at: instant,
      }),
    ),
    appeals: z.array(
      z.object({
        id,
        says: z.string(),
        at: instant,
        by: z.string(),
        answer: z.object({ upheld: z.boolean(), because: z.string(), at: instant }).nullable(),
      }),
    ),
    demands: z.array(
      z.object({
        id,
        says: z.string(),
        dueOn: day,
        late: z.boolean(),
        state: z.enum(['open', 'reported', 'accepted', 'refused']),
        events: z.array(z.object({ what: z.string(), says: z.string(), at: instant, by: z.string() })),
      }),
    ),
    bands: z.array(z.object({ id: z.string(), title: z.string() })),
    actions: z.array(action),
  }),
})
export const evidenceChoices = route({
  method: 'GET',
  path: '/api/appraisal-targets/:id/evidence',
  roles: everyone,
  summary: '可作佐证的记录',
  params: idParams,
  query: z.object({ indicator: z.string().min(1).max(12) }),
  reply: z.object({ rows: z.array(z.object({ id, title: z.string(), on: day.nullable() })) }),
})
/** What is done about a target: who owns it shows evidence, appeals and reports; who runs the appraisal answers and demands. */
export const targetAct = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('show'),
    key: requestKey,
    indicator: words(12),
    records: z.array(id).min(1).max(100),
  }),
  z.object({ act: z.literal('unshow'), key: requestKey, evidence: id }),
  z.object({ act: z.literal('appeal'), key: requestKey, says: words(1000) }),
  z.object({
    act: z.literal('answer'),
    key: requestKey,
    appeal: id,
    upheld: z.boolean(),
    because: words(1000),
    /** The corrected result, where the appeal is upheld. */
    result: decimal.nullable(),
    band: z.string().max(20).nullable(),
  }),
  z.object({ act: z.literal('demand'), key: requestKey, says: words(1000), dueOn: day }),
  z.object({
    act: z.literal('report'),
    key: requestKey,
    demand: id,
    what: z.enum(['reported', 'accepted', 'refused']),
    says: words(1000),
  }),
])
export type TargetAct = z.infer<typeof targetAct>
export const actOnTarget = route({
  method: 'POST',
  path: '/api/appraisal-targets/:id/acts',
  roles: everyone,
  summary: '佐证、申诉、答复、整改要求和整改报告',
  params: idParams,
  body: targetAct,
  reply: done,
})
