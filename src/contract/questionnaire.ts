import * as z from 'zod'
import { action, bodyYear, day, done, id, idParams, requestKey, unitRef, words, year } from './common.ts'
import { desk, editors, route } from './route.ts'

export const questionKinds = ['single', 'multiple', 'scale', 'matrix', 'text'] as const
export type QuestionKind = (typeof questionKinds)[number]
/** 题型, in the words of those who make them. */
export const QUESTION_KINDS: Record<QuestionKind, string> = {
  single: '单选',
  multiple: '多选',
  scale: '量表',
  matrix: '矩阵量表',
  text: '简答',
}
export const doorKinds = ['shared', 'codes', 'named'] as const
export type DoorKind = (typeof doorKinds)[number]
export const DOOR_KINDS: Record<DoorKind, string> = {
  shared: '共用链接',
  codes: '一人一码',
  named: '实名名单',
}
export const respondents = ['students', 'parents', 'peers', 'school', 'experts', 'trainees'] as const
export type Respondent = (typeof respondents)[number]
export const RESPONDENTS: Record<Respondent, string> = {
  students: '学生',
  parents: '家长',
  peers: '同行',
  school: '学校',
  experts: '专家',
  trainees: '学员',
}
export const moments = ['before', 'during', 'after'] as const
export const MOMENTS: Record<(typeof moments)[number], string> = {
  before: '训前',
  during: '训中',
  after: '训后',
}
export const questionnaireStates = ['draft', 'waiting', 'open', 'closed'] as const
export const QUESTIONNAIRE_STATES: Record<(typeof questionnaireStates)[number], string> = {
  draft: '草稿',
  waiting: '未到开放日',
  open: '收集中',
  closed: '已截止',
}
export const question = z.object({
  kind: z.enum(questionKinds),
  says: words(300),
  required: z.boolean(),
  /** Of single and multiple choice: at least two. */
  options: z.array(words(100)).max(30),
  /** Of a matrix: what is judged, one scale each. */
  lines: z.array(words(100)).max(20),
  /** Of a scale and a matrix: from 1 to this. */
  most: z.int().min(2).max(10).nullable(),
})
export type Question = z.infer<typeof question>
export const placedQuestion = question.extend({ position: z.int() })
export type PlacedQuestion = z.infer<typeof placedQuestion>

/** One choice (from 1; the value of a scale; of a matrix by its line) or words. */
export const answer = z.object({
  position: z.int().min(1).max(200),
  line: z.int().min(1).max(20).optional(),
  choice: z.int().min(1).max(30).optional(),
  words: z.string().trim().max(2000).optional(),
})
export type Answer = z.infer<typeof answer>
/** What a phone sends: `sheet` is made by it, so that a retry is not a second sheet. */
export const answers = z.object({ sheet: id, answers: z.array(answer).max(1000) })
export type Answers = z.infer<typeof answers>

const subject = z.object({
  subjectKind: z.enum(['programme', 'activity', 'case', 'appraisal']).nullable(),
  subjectId: id.nullable(),
  moment: z.enum(moments).nullable(),
})

export const newQuestionnaire = subject.extend({
  key: requestKey,
  title: words(120),
  intro: z.string().trim().max(1000),
  unit: z.string().min(1).max(64),
  year: bodyYear,
  anonymous: z.boolean(),
  /** k: fewer sheets than this are not shown. */
  least: z.int().min(1).max(100),
  opensOn: day,
  closesOn: day,
  questions: z.array(question).min(1, '请至少出一道题').max(100),
})
export type NewQuestionnaire = z.infer<typeof newQuestionnaire>

export const questionnaireRow = z.object({
  id,
  title: z.string(),
  unit: unitRef,
  year: z.int(),
  anonymous: z.boolean(),
  opensOn: day,
  closesOn: day,
  moment: z.enum(moments).nullable(),
  subject: z.object({ title: z.string(), link: z.string() }).nullable(),
  state: z.enum(questionnaireStates),
  questions: z.int(),
  issued: z.int(),
  received: z.int(),
})
export type QuestionnaireRow = z.infer<typeof questionnaireRow>

export const questionnaires = route({
  method: 'GET',
  path: '/api/questionnaires',
  roles: desk,
  summary: '问卷一览',
  query: z.object({ year, subjectId: id.optional() }),
  reply: z.object({ rows: z.array(questionnaireRow), actions: z.array(action) }),
})
export const createQuestionnaire = route({
  method: 'POST',
  path: '/api/questionnaires',
  roles: editors,
  summary: '新建问卷',
  body: newQuestionnaire,
  reply: z.object({ id }),
})

export const door = z.object({
  id,
  kind: z.enum(doorKinds),
  title: z.string(),
  source: z.enum(respondents).nullable(),
  /** How many were asked; null for a shared link without a limit. */
  issued: z.int().nullable(),
  received: z.int(),
})
export type Door = z.infer<typeof door>

export const questionnairePage = route({
  method: 'GET',
  path: '/api/questionnaires/:id',
  roles: desk,
  summary: '问卷：题目、发放和回收',
  params: idParams,
  reply: z.object({
    questionnaire: questionnaireRow.extend({ intro: z.string(), least: z.int() }),
    questions: z.array(placedQuestion),
    doors: z.array(door),
    /** Others about the same, or with the same questions, to be compared with. */
    comparable: z.array(z.object({ id, title: z.string(), moment: z.enum(moments).nullable() })),
    actions: z.array(action),
  }),
})
export const stepQuestionnaire = route({
  method: 'POST',
  path: '/api/questionnaires/:id/step',
  roles: editors,
  summary: '发放或截止问卷',
  params: idParams,
  body: z.object({ key: requestKey, step: z.enum(['opened', 'closed']) }),
  reply: done,
})

export const newDoor = z.object({
  key: requestKey,
  kind: z.enum(doorKinds),
  title: words(60),
  source: z.enum(respondents).nullable(),
  /** Codes to be made; of a shared link the most sheets, or none. */
  count: z.int().min(1).max(2000).nullable(),
  /** Of named ones: everybody on the roster of this programme. */
  programme: id.nullable(),
})
export type NewDoor = z.infer<typeof newDoor>
export const addDoor = route({
  method: 'POST',
  path: '/api/questionnaires/:id/doors',
  roles: editors,
  summary: '增加发放渠道',
  params: idParams,
  body: newDoor,
  reply: z.object({ id, issued: z.int().nullable() }),
})
const doorParams = z.object({ id, door: id })
export const doorLinks = route({
  method: 'GET',
  path: '/api/questionnaires/:id/doors/:door',
  roles: editors,
  summary: '一个渠道的链接和二维码，供打印',
  params: doorParams,
  reply: z.object({
    questionnaire: z.string(),
    title: z.string(),
    closesOn: day,
    links: z.array(z.object({ code: z.string(), url: z.string(), qrSvg: z.string() })),
  }),
})

/** How often each answer was given, of one question or one line of a matrix. */
export const counted = z.object({
  position: z.int(),
  line: z.int(),
  says: z.string(),
  kind: z.enum(questionKinds),
  /** Answers given; a multiple choice has several on one sheet. */
  answered: z.int(),
  choices: z.array(z.object({ choice: z.int(), says: z.string(), sheets: z.int() })),
  /** Mean of a scale, two decimals. */
  mean: z.string().nullable(),
  most: z.int().nullable(),
  /** Of a text: in an order that is another each time. */
  texts: z.array(z.string()),
})
export type Counted = z.infer<typeof counted>

export const questionnaireResults = route({
  method: 'GET',
  path: '/api/questionnaires/:id/results',
  roles: desk,
  summary: '问卷结果',
  params: idParams,
  reply: z.object({
    title: z.string(),
    received: z.int(),
    /** Why there are none yet. */
    because: z.string().nullable(),
    results: z.array(counted),
    by: z.array(z.object({ value: z.int(), title: z.string() })),
  }),
})
export const crossQuery = z.object({
  position: z.coerce.number().int().min(1).max(200),
  line: z.coerce.number().int().min(0).max(20).default(0),
  /** 0: by group; otherwise a single-choice question. */
  by: z.coerce.number().int().min(0).max(200),
})
export const questionnaireCross = route({
  method: 'GET',
  path: '/api/questionnaires/:id/cross',
  roles: desk,
  summary: '问卷交叉表',
  params: idParams,
  query: crossQuery,
  reply: z.object({
    says: z.string(),
    least: z.int(),
    columns: z.array(z.string()),
    /** A null cell has fewer sheets than may be shown, or would give such a one away. */
    rows: z.array(z.object({ part: z.string(), cells: z.array(z.int().nullable()) })),
  }),
})
export const questionnaireSheet = route({
  method: 'GET',
  path: '/api/questionnaires/:id/results.xlsx',
  roles: desk,
  summary: '问卷结果导出',
  params: idParams,
})
export const compareQuestionnaires = route({
  method: 'GET',
  path: '/api/questionnaires/:id/compare',
  roles: desk,
  summary: '前后测比较',
  params: idParams,
  query: z.object({ with: id }),
  reply: z.object({
    before: z.object({ title: z.string(), received: z.int() }),
    after: z.object({ title: z.string(), received: z.int() }),
    because: z.string().nullable(),
    rows: z.array(
      z.object({
        says: z.string(),
        before: z.string(),
        after: z.string(),
        change: z.string(),
        unit: z.string(),
      }),
    ),
  }),
})
