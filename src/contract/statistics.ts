import * as z from 'zod'
import { id, paging, unitRef, year, yearUnitQuery } from './common.ts'
import { figureIds, figureSchema, supportIds } from './figures.ts'
import { desk, route } from './route.ts'

/** A figure with its definition in a sentence, the words of its dimensions and last year's value. */
export const figureCard = figureSchema.extend({
  about: z.string(),
  dimensionTitles: z.record(z.string(), z.string()),
  before: z.number().nullable(),
})
export type FigureCard = z.infer<typeof figureCard>

export const figures = route({
  method: 'GET',
  path: '/api/figures',
  roles: desk,
  summary: '一个单位一年的全部指标',
  query: yearUnitQuery,
  reply: z.object({ unit: unitRef, figures: z.array(figureCard) }),
})
export const figuresSheet = route({
  method: 'GET',
  path: '/api/figures.xlsx',
  roles: desk,
  summary: '指标导出',
  query: yearUnitQuery,
})

const measureId = z.enum([...figureIds, ...supportIds])

export const compare = route({
  method: 'GET',
  path: '/api/figures/:id/compare',
  roles: desk,
  summary: '一个指标按年度和下级单位比较',
  params: z.object({ id: measureId }),
  query: yearUnitQuery,
  reply: z.object({
    title: z.string(),
    unit: z.string(),
    years: z.array(z.object({ year: z.int(), value: z.number() })),
    units: z.array(z.object({ unit: unitRef, category: z.string(), value: z.number(), before: z.number() })),
  }),
})

const recordsQuery = yearUnitQuery.extend({
  dimension: z.string().max(20).optional(),
  key: z.string().max(60).optional(),
  ...paging,
})
/** The records behind a number: the same set, listed. */
export const figureRecords = route({
  method: 'GET',
  path: '/api/figures/:id/records',
  roles: desk,
  summary: '一个数字背后的记录',
  params: z.object({ id: measureId }),
  query: recordsQuery,
  reply: z.object({
    title: z.string(),
    about: z.string(),
    unit: z.string(),
    /** The number itself, from the same set. */
    value: z.number(),
    total: z.int(),
    columns: z.array(z.object({ key: z.string(), title: z.string(), numeric: z.boolean() })),
    rows: z.array(
      z.object({
        personId: id.nullable(),
        activityId: id.nullable(),
        programmeId: id.nullable(),
        unitCode: z.string().nullable(),
        cells: z.array(z.union([z.string(), z.number(), z.null()])),
      }),
    ),
  }),
})
export const figureRecordsSheet = route({
  method: 'GET',
  path: '/api/figures/:id/records.xlsx',
  roles: desk,
  summary: '记录导出',
  params: z.object({ id: measureId }),
  query: recordsQuery,
})

/** One item of the home page: what, how many, where to go. */
export const homeItem = z.object({
  id: z.string(),
  title: z.string(),
  detail: z.string(),
  count: z.int().nullable(),
  /** Where the work is; for records one by one that is the most pressing of them. */
  link: z.string(),
  tone: z.enum(['calm', 'warn', 'late']),
  /** The most pressing records behind the count, at most eight. */
  records: z.array(z.object({ title: z.string(), link: z.string() })),
})
export type HomeItem = z.infer<typeof homeItem>
export const homeView = z.object({
  /** What to do now. */
  todo: z.array(homeItem),
  /** What will go wrong if nothing is done. */
  risks: z.array(homeItem),
  /** What yesterday and today brought. */
  recent: z.array(homeItem),
  numbers: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      value: z.number(),
      unit: z.string(),
      before: z.number().nullable(),
      link: z.string(),
    }),
  ),
  upcoming: z.array(
    z.object({
      activityId: id,
      title: z.string(),
      programme: z.string(),
      startsAt: z.string(),
      place: z.string().nullable(),
      enrolled: z.int(),
    }),
  ),
})
export type HomeView = z.infer<typeof homeView>

export const home = route({
  method: 'GET',
  path: '/api/home',
  roles: desk,
  summary: '今日：要办的、会出问题的、昨天发生的',
  query: z.object({ year }),
  reply: homeView,
})

export const searchView = z.object({
  people: z.array(z.object({ id, name: z.string(), unit: z.string() })),
  programmes: z.array(z.object({ id, title: z.string(), year: z.int() })),
  units: z.array(unitRef),
  documents: z.array(z.object({ id, title: z.string() })),
})
export type SearchView = z.infer<typeof searchView>

export const search = route({
  method: 'GET',
  path: '/api/search',
  roles: desk,
  summary: '全局查找：人（姓名或拼音首字母）、项目、单位、公文',
  query: z.object({ q: z.string().trim().min(1).max(40) }),
  reply: searchView,
})

const auditQuery = z.object({
  subjectKind: z.string().max(40).optional(),
  subjectId: z.string().max(64).optional(),
  ...paging,
})
export type AuditQuery = z.infer<typeof auditQuery>

export const auditView = z.object({
  total: z.int(),
  rows: z.array(
    z.object({
      id: z.int(),
      at: z.string(),
      actor: z.string(),
      action: z.string(),
      subjectKind: z.string(),
      subjectId: z.string(),
      details: z.record(z.string(), z.unknown()),
      /** True once the row is part of the chain. */
      sealed: z.boolean(),
    }),
  ),
})
export type AuditView = z.infer<typeof auditView>

export const auditTrail = route({
  method: 'GET',
  path: '/api/audit',
  roles: ['officer', 'leader'],
  summary: '审计日志',
  query: auditQuery,
  reply: auditView,
})
