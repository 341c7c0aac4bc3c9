import * as z from 'zod'
import { action, id, idParams, instant, requestKey, words } from './common.ts'
import { desk, officers, route } from './route.ts'

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
export const evidenceKinds = [
  'activity',
  'work',
  'award',
  'document',
  'programme',
  'title',
  'handbook',
  'pairing',
  'none',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]
/** 佐证: which kind of record proves an indicator. */
export const EVIDENCE: Record<EvidenceKind, string> = {
  activity: '活动',
  work: '作品',
  award: '荣誉',
  document: '公文',
  programme: '项目',
  title: '称号',
  pairing: '结对',
  handbook: '行动手册月查',
  none: '不要佐证',
}
/** A plain decimal that is not negative, as people type it: 87.5 */
export const decimal = z.string().regex(/^\d{1,5}(\.\d{1,4})?$/, '请填数字，如 87.5')

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
