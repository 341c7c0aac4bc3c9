import * as z from 'zod'
import { action, day, done, id, idParams, instant, requestKey, words } from './common.ts'
import { officers, route } from './route.ts'

/** What a line of a list of marks says: a mark, passed or not, a blank paper, or nobody came. */
export const examOutcomes = ['mark', 'pass', 'fail', 'blank', 'absent'] as const
export type ExamOutcome = (typeof examOutcomes)[number]
export const EXAM_OUTCOMES: Readonly<Record<ExamOutcome, string>> = {
  mark: '有成绩',
  pass: '合格',
  fail: '不合格',
  blank: '空白卷',
  absent: '缺考',
}

const count = z.int().min(0).max(100_000)
export const paperCount = z.object({
  /** 发出 to those who came. */
  handedOut: count,
  returned: count,
  marked: count,
  blank: count,
  absent: count,
})
export type PaperCount = z.infer<typeof paperCount>

const examRoom = z.object({
  id,
  place: z.string(),
  heldOn: day,
  seated: z.int(),
  count: paperCount.extend({ at: instant, by: z.string() }).nullable(),
  actions: z.array(action),
})

const candidate = z.object({
  case: id,
  number: z.string(),
  name: z.string(),
  category: z.string().nullable(),
  room: z.string().nullable(),
  seat: z.int().nullable(),
  outcome: z.enum(examOutcomes).nullable(),
  mark: z.number().nullable(),
})
export type ExamCandidate = z.infer<typeof candidate>

const stray = z.object({
  id,
  number: z.string(),
  name: z.string(),
  outcome: z.enum(examOutcomes),
  mark: z.number().nullable(),
})

const published = z.object({ id, from: day, until: day, shows: z.enum(['number', 'name']), by: z.string() })

export const exam = z.object({
  stage: z.string(),
  title: z.string(),
  /** Whether papers are counted: else only its results are published. */
  sat: z.boolean(),
  passMark: z.number().nullable(),
  rooms: z.array(examRoom),
  candidates: z.array(candidate),
  strays: z.array(stray),
  /** What does not agree, in words; who is meant, by name or number. */
  differences: z.array(z.object({ says: z.string(), who: z.array(z.string()) })),
  closed: z
    .object({ at: instant, by: z.string(), differences: z.int(), explained: z.string().nullable() })
    .nullable(),
  published: published.nullable(),
  /** How many have a result that can be published. */
  results: z.int(),
  actions: z.array(action),
})
export type Exam = z.infer<typeof exam>

const overseeing = ['officer', 'leader'] as const

export const roundExams = route({
  method: 'GET',
  path: '/api/rounds/:id/exams',
  roles: overseeing,
  summary: '批次的考试：考场、试卷袋、成绩与申请的核对',
  params: idParams,
  reply: z.object({
    round: z.object({ id, title: z.string(), system: z.string(), systemTitle: z.string(), year: z.int() }),
    exams: z.array(exam),
  }),
})

export const stageParams = z.object({ id, stage: z.string().max(40) })

export const addRoom = route({
  method: 'POST',
  path: '/api/rounds/:id/exams/:stage/rooms',
  roles: officers,
  summary: '登记考场，把还没有座位的考生排进去',
  params: stageParams,
  body: z.object({
    key: requestKey,
    place: words(60),
    heldOn: day,
    /** Null seats all who have none. */
    seats: z.int().min(1).max(5000).nullable(),
  }),
  reply: z.object({ id, seated: z.int() }),
})
export const removeRoom = route({
  method: 'DELETE',
  path: '/api/exam-rooms/:id',
  roles: officers,
  summary: '撤销考场：还没有清点过的',
  params: idParams,
  reply: done,
})
export const countPapers = route({
  method: 'POST',
  path: '/api/exam-rooms/:id/counts',
  roles: officers,
  summary: '清点试卷袋：发出、收回、评阅、空白、缺考',
  params: idParams,
  body: paperCount.extend({ key: requestKey }),
  reply: done,
})
/** Lines of a list of marks that are not taken: what kind of fault, and in words. */
export const markLines = z.array(
  z.object({
    line: z.int(),
    text: z.string(),
    kind: z.enum(['unread', 'twice', 'name', 'blocked', 'nobody']),
    because: z.string(),
  }),
)
export type MarkLine = z.infer<typeof markLines>[number]

export const enterMarks = route({
  method: 'POST',
  path: '/api/rounds/:id/exams/:stage/marks',
  roles: officers,
  summary: '录入成绩：从表格粘贴，每行受理编号、姓名、成绩；不符的逐行说明',
  params: stageParams,
  body: z.object({ key: requestKey, text: z.string().min(1, '请粘贴成绩').max(500_000) }),
  reply: z.object({
    taken: z.int(),
    /** Of those, how many name nobody who sits the exam. */
    strange: z.int(),
    refused: markLines,
  }),
})
export const strikeMark = route({
  method: 'POST',
  path: '/api/exam-marks/:id/strike',
  roles: officers,
  summary: '删去一行成绩，写明原因；原来的留痕',
  params: idParams,
  body: z.object({ key: requestKey, because: words(200) }),
  reply: done,
})
export const closeExam = route({
  method: 'POST',
  path: '/api/rounds/:id/exams/:stage/close',
  roles: officers,
  summary: '考试办结：核对相符，或说明差异的原因；成绩写进各件申请',
  params: stageParams,
  body: z.object({ key: requestKey, explained: z.string().trim().max(500).nullable() }),
  reply: z.object({ passed: z.int(), refused: z.int(), left: z.int() }),
})
