import * as z from 'zod'
import { action, bodyYear, day, id, idParams, instant, requestKey, unitRef, yearQuery } from './common.ts'
import { desk, editors, everyone, officers, route } from './route.ts'

export const circularKinds = ['circular', 'bulletin'] as const
export const CIRCULAR_KINDS: Readonly<Record<(typeof circularKinds)[number], string>> = {
  circular: '通报',
  bulletin: '简报',
}
/** What it tells of: credits against the year's requirement, training held and attended, or the teacher workshops. */
export const circularTopics = ['credits', 'training', 'workshops'] as const
export const CIRCULAR_TOPICS: Readonly<Record<(typeof circularTopics)[number], string>> = {
  credits: '学分进度',
  training: '参训进度',
  workshops: '工作坊研修进度',
}

export const circularRow = z.object({
  id,
  kind: z.enum(circularKinds),
  /** Null for a document of a round or case. */
  about: z.enum(circularTopics).nullable(),
  /** 示教训〔2025〕12号, or 教师发展简报 2025 年第 3 期. */
  number: z.string(),
  title: z.string(),
  unit: unitRef,
  ofYear: z.int(),
  issuedOn: day,
  issuedBy: z.string(),
  publicUntil: day.nullable(),
})
export type CircularRow = z.infer<typeof circularRow>

export const circulars = route({
  method: 'GET',
  path: '/api/circulars',
  roles: desk,
  summary: '通报和简报一览',
  query: yearQuery,
  reply: z.object({
    rows: z.array(circularRow),
    /** Words that numbers were given under before, newest first. */
    series: z.array(z.object({ kind: z.enum(circularKinds), series: z.string() })),
    actions: z.array(action),
  }),
})

export const makeCircular = route({
  method: 'POST',
  path: '/api/circulars',
  roles: editors,
  summary: '按指标编发通报或简报，取得文号',
  body: z.object({
    key: requestKey,
    kind: z.enum(circularKinds),
    about: z.enum(circularTopics),
    series: z.string().trim().min(2, '请写机关代字或简报名称').max(20),
    unit: z.string().max(64),
    year: bodyYear,
    /** Whether those who are behind stand in it by name. */
    names: z.boolean(),
    publicUntil: day.nullable(),
  }),
  reply: circularRow,
})
export type NewCircular = z.output<NonNullable<(typeof makeCircular)['body']>>

export const circularPage = route({
  method: 'GET',
  path: '/api/circulars/:id',
  roles: everyone,
  summary: '一份通报或简报；每个数字带出处',
  params: idParams,
  reply: z.object({ circular: circularRow, html: z.string() }),
})
export const circularFile = route({
  method: 'GET',
  path: '/api/circulars/:id/docx',
  roles: everyone,
  summary: '下载通报或简报 docx',
  params: idParams,
})

const publicRow = z.object({
  id,
  region: z.string(),
  kind: z.enum(circularKinds),
  number: z.string(),
  title: z.string(),
  issuedOn: day,
})
export const publicCirculars = route({
  method: 'GET',
  path: '/api/public/circulars',
  roles: 'anyone',
  summary: '公开的通报和简报',
  reply: z.object({ circulars: z.array(publicRow) }),
})
export const publicCircular = route({
  method: 'GET',
  path: '/api/public/circulars/:id',
  roles: 'anyone',
  summary: '一份公开的通报或简报',
  params: idParams,
  reply: publicRow.extend({ html: z.string() }),
})

/** 规章的种类 as offices call them. */
export const REGULATION_KINDS = ['办法', '方案', '细则', '规定', '标准', '通知'] as const

export const regulationRow = z.object({
  id,
  kind: z.string(),
  title: z.string(),
  number: z.string(),
  version: z.int(),
  issuedOn: day,
  holdsFrom: day,
  /** The last day on which it holds; null while it does. */
  holdsUntil: day.nullable(),
  inForce: z.boolean(),
  replaces: z.object({ id, number: z.string() }).nullable(),
  replacedBy: z.object({ id, number: z.string() }).nullable(),
  endedBecause: z.string().nullable(),
  about: z.string(),
  enteredAt: instant,
  enteredBy: z.string(),
})
export type RegulationRow = z.infer<typeof regulationRow>

export const regulations = route({
  method: 'GET',
  path: '/api/regulations',
  roles: everyone,
  summary: '现行和失效的规章制度',
  reply: z.object({ rows: z.array(regulationRow), actions: z.array(action) }),
})
export const enterRegulation = route({
  method: 'POST',
  path: '/api/regulations',
  roles: officers,
  summary: '登记规章制度；写明替代哪一份的，那一份自新的施行之日起失效',
  body: z.object({
    key: requestKey,
    kind: z.enum(REGULATION_KINDS),
    title: z.string().trim().min(4, '请写规章的全称').max(120),
    number: z.string().trim().min(4, '请写文号').max(60),
    issuedOn: day,
    holdsFrom: day,
    replaces: id.nullable(),
    about: z.string().trim().max(300),
  }),
  reply: z.object({ id }),
})
export type NewRegulation = z.output<NonNullable<(typeof enterRegulation)['body']>>
export const endRegulation = route({
  method: 'POST',
  path: '/api/regulations/:id/end',
  roles: officers,
  summary: '废止规章制度，写明依据',
  params: idParams,
  body: z.object({ key: requestKey, on: day, because: z.string().trim().min(2, '请写明依据').max(200) }),
  reply: z.object({ done: z.literal(true) }),
})
