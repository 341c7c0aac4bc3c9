import * as z from 'zod'
import { action, day, done, id, idParams, instant, paging, requestKey } from './common.ts'
import { audience } from './notice-audience.ts'
import { desk, editors, route, signedIn } from './route.ts'

/** 待办的来源: every mechanism that can wait for somebody, in the order in which they are shown. */
export const todoSources = [
  'case',
  'judging',
  'complaint',
  'sheet',
  'questionnaire',
  'review',
  'returned',
  'activity',
  'attendance',
  'notice',
  'problem',
  'certificate',
  'title',
  'grade',
  'journey',
  'voucher',
  'budget',
  'archive',
  'demand',
  'tell',
  'spot-check',
  'handbook',
] as const
export type TodoSource = (typeof todoSources)[number]
export const TODO_SOURCES: Readonly<Record<TodoSource, string>> = {
  case: '办理事项',
  judging: '评审打分',
  complaint: '答复投诉',
  sheet: '评估打分',
  questionnaire: '填写问卷',
  review: '审阅作品',
  returned: '修改作品',
  activity: '参加活动',
  attendance: '补录签到',
  notice: '阅读通知',
  problem: '提出问题',
  certificate: '补办资格',
  title: '称号到期',
  grade: '评定等级',
  journey: '外出学习',
  voucher: '补传凭证',
  budget: '核对超支',
  archive: '补齐档案',
  'spot-check': '随机抽查',
  handbook: '手册月查',
  demand: '整改',
  tell: '告知申请人',
}

/** When something is due: past its day, today, by Sunday, or later and whenever. */
export const todoTimes = ['late', 'today', 'week', 'later'] as const
export type TodoTime = (typeof todoTimes)[number]
export const TODO_TIMES: Readonly<Record<TodoTime, string>> = {
  late: '逾期',
  today: '今天',
  week: '本周',
  later: '以后',
}

export const todo = z.object({
  source: z.enum(todoSources),
  title: z.string(),
  detail: z.string(),
  /** Where it is done. */
  link: z.string(),
  /** The last day for it; null where none is set. */
  due: day.nullable(),
})
export type Todo = z.infer<typeof todo>

export const todos = route({
  method: 'GET',
  path: '/api/todos',
  roles: signedIn,
  summary: '我的待办：各体系里等我办的事，按期限分组',
  reply: z.object({
    total: z.int(),
    groups: z.array(z.object({ time: z.enum(todoTimes), count: z.int(), items: z.array(todo) })),
    /** Of sources with more than are listed: how many there are in all. */
    more: z.array(z.object({ source: z.enum(todoSources), total: z.int(), link: z.string() })),
  }),
})

export const todoCount = route({
  method: 'GET',
  path: '/api/todos/count',
  roles: signedIn,
  summary: '我有多少待办：逾期、今天、本周各多少，多少未读通知',
  reply: z.object({ total: z.int(), late: z.int(), today: z.int(), week: z.int(), unread: z.int() }),
})

export const noticeKinds = ['notice', 'case', 'circular', 'certificate'] as const
export const NOTICE_KINDS: Readonly<Record<(typeof noticeKinds)[number], string>> = {
  notice: '通知',
  case: '办理结果',
  circular: '通报简报',
  certificate: '持证提醒',
}

export const noticeRow = z.object({
  id,
  kind: z.enum(noticeKinds),
  title: z.string(),
  /** Who speaks. */
  from: z.string(),
  audience: z.string(),
  publishedAt: instant,
  dueOn: day.nullable(),
  pinned: z.boolean(),
  /** Of the caller; null for who is no addressee. */
  readAt: instant.nullable(),
  addressed: z.boolean(),
  /** Of those addressees whom the caller may see. */
  people: z.int(),
  read: z.int(),
  /** How often those who had not read it were reminded. */
  reminders: z.int(),
})
export type NoticeRow = z.infer<typeof noticeRow>

/** Those to me, or those that went out within my view. */
export const noticeBoxes = ['mine', 'sent'] as const

export const notices = route({
  method: 'GET',
  path: '/api/notices',
  roles: signedIn,
  summary: '通知：收到的，或发出的和回执',
  query: z.object({
    box: z.enum(noticeBoxes).default('mine'),
    unread: z.literal('yes').optional(),
    ...paging,
  }),
  reply: z.object({ total: z.int(), rows: z.array(noticeRow), actions: z.array(action) }),
})

export const noticePage = route({
  method: 'GET',
  path: '/api/notices/:id',
  roles: signedIn,
  summary: '一则通知',
  params: idParams,
  reply: z.object({
    notice: noticeRow,
    body: z.string(),
    /** What it is about, within the program. */
    link: z.string().nullable(),
    circular: z.object({ id, number: z.string() }).nullable(),
    files: z.array(z.object({ id, name: z.string(), bytes: z.int() })),
    /** So many working days before its day those who have not read it are reminded; null for not by itself. */
    remindDays: z.int().nullable(),
    /** When those who had not read it were reminded. */
    reminded: z.array(z.object({ at: instant, by: z.string(), people: z.int() })),
    actions: z.array(action),
  }),
})

export const noticeFile = route({
  method: 'GET',
  path: '/api/notices/:id/files/:file',
  roles: signedIn,
  summary: '下载通知的附件',
  params: z.object({ id, file: id }),
})

export const receipts = route({
  method: 'GET',
  path: '/api/notices/:id/receipts',
  roles: desk,
  summary: '通知的回执：谁读了，谁没有读',
  params: idParams,
  query: z.object({ read: z.enum(['yes', 'no']).optional(), ...paging }),
  reply: z.object({
    total: z.int(),
    rows: z.array(z.object({ name: z.string(), unit: z.string().nullable(), readAt: instant.nullable() })),
  }),
})

export const readNotice = route({
  method: 'POST',
  path: '/api/notices/:id/read',
  roles: signedIn,
  summary: '已读回执',
  params: idParams,
  reply: done,
})

export const remindReaders = route({
  method: 'POST',
  path: '/api/notices/:id/remind',
  roles: editors,
  summary: '催阅：提醒还没有读的人，一天一次',
  params: idParams,
  body: z.object({ key: requestKey }),
  reply: z.object({ people: z.int() }),
})

/** Attachments of one notice, and how large each may be: they are opened over village lines. */
export const MOST_FILES = 10
export const FILE_MB = 20

export const sendNotice = route({
  method: 'POST',
  path: '/api/notices',
  roles: editors,
  summary: '发通知',
  body: z.object({
    key: requestKey,
    title: z.string().trim().min(2, '请写标题').max(80),
    body: z.string().trim().min(2, '请写内容').max(5000),
    audience,
    dueOn: day.nullable(),
    pinnedUntil: day.nullable(),
    circular: id.nullable(),
    /** So many working days before dueOn those who have not read it are reminded once; null for not by itself. */
    remindDays: z.int().min(1).max(20).nullable().default(null),
    /** Attachments: uploads of the sender's that have come whole. */
    uploads: z.array(id).max(MOST_FILES, `附件最多 ${MOST_FILES} 个`).default([]),
    /** Also said in the groups whose robots are set up. */
    robots: z.boolean(),
  }),
  reply: z.object({ id, people: z.int() }),
})
export type NewNotice = z.output<NonNullable<(typeof sendNotice)['body']>>
