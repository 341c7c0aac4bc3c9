import * as z from 'zod'
import { action, codeParams, day, id, requestKey, unitRef, yearQuery } from './common.ts'
import { desk, officers, route } from './route.ts'
import { LOCALITIES, SCHOOL_KINDS } from './vocabulary.ts'
import type { Locality, SchoolKind } from './vocabulary.ts'

export const unitCategories = ['region', 'centre', 'cluster', 'school', 'external'] as const

/** A node of the tree as of 31 December of the year (today in the running one). Words are what people see. */
export const networkNode = z.object({
  code: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  category: z.enum(unitCategories),
  categoryWord: z.string(),
  kindWord: z.string().nullable(),
  urbanWord: z.string().nullable(),
  town: z.string().nullable(),
  opened: day.nullable(),
  closed: day.nullable(),
  successor: unitRef.nullable(),
  /** Schools in force in it and below. */
  schools: z.int(),
  /** People who count at it and below. */
  teachers: z.int(),
})
export type NetworkNode = z.infer<typeof networkNode>

export const network = route({
  method: 'GET',
  path: '/api/network',
  roles: desk,
  summary: '研修网络：全部单位，带学校数和教师数',
  query: yearQuery,
  reply: z.object({ nodes: z.array(networkNode), actions: z.array(action) }),
})

/** What held over some days; the last day is shown. */
export const unitHistoryRow = z.object({
  from: day.nullable(),
  until: day.nullable(),
  name: z.string(),
  parent: unitRef.nullable(),
  kindWord: z.string().nullable(),
  urbanWord: z.string().nullable(),
  document: z.string().nullable(),
  /** 撤销, or 并入 and where to: only in the last row of a closed unit. */
  end: z.string().nullable(),
})
export type UnitHistoryRow = z.infer<typeof unitHistoryRow>

export const unitPageView = z.object({
  unit: networkNode,
  path: z.array(unitRef),
  children: z.array(networkNode),
  /** What held when: names, parents, classes, oldest first. */
  history: z.array(unitHistoryRow),
  /** Closed units whose people count here. */
  merged: z.array(unitRef.extend({ closed: day })),
  meeting: z.object({ meeting: z.int(), assessed: z.int() }),
  programmes: z.array(
    z.object({ id, code: z.string(), title: z.string(), systemTitle: z.string(), activities: z.int() }),
  ),
  actions: z.array(action),
})
export type UnitPage = z.infer<typeof unitPageView>

export const unitPage = route({
  method: 'GET',
  path: '/api/network/:code',
  roles: desk,
  summary: '单位主页',
  params: codeParams,
  query: yearQuery,
  reply: unitPageView,
})

const code = z
  .string()
  .trim()
  .regex(/^\S{1,64}$/u, '单位代码里不能有空格，最多 64 个字符')
const name = z.string().trim().min(2, '请写单位全称').max(80)
const document = z.string().trim().min(2, '请写所依据文件的文号').max(80)
const town = z.string().trim().max(40).nullable()
const schoolKind = z.enum(Object.keys(SCHOOL_KINDS) as [SchoolKind, ...SchoolKind[]]).nullable()
const locality = z.enum(Object.keys(LOCALITIES) as [Locality, ...Locality[]]).nullable()

/** The first day on which the adjustment holds, and the document it rests on. */
const basis = { key: requestKey, on: day, document }

export const newUnit = z.object({
  ...basis,
  code,
  name,
  category: z.enum(['centre', 'cluster', 'school', 'external']),
  parent: code,
  schoolKind,
  urban: locality,
  town,
})
export type NewUnit = z.infer<typeof newUnit>

export const openUnit = route({
  method: 'POST',
  path: '/api/network/units',
  roles: officers,
  summary: '布局调整：新设单位',
  body: newUnit,
  reply: z.object({ code: z.string() }),
})

/** 更名, 调整隶属, 改变办学类型或城乡, 并入, 撤销. */
export const adjustment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rename'), ...basis, name }),
  z.object({ kind: z.literal('move'), ...basis, parent: code }),
  z.object({ kind: z.literal('reclass'), ...basis, schoolKind, urban: locality, town }),
  z.object({ kind: z.literal('merge'), ...basis, successor: code }),
  z.object({ kind: z.literal('close'), ...basis }),
])
export type Adjustment = z.infer<typeof adjustment>

export const adjustUnit = route({
  method: 'POST',
  path: '/api/network/:code/adjust',
  roles: officers,
  summary: '布局调整：更名、调整隶属、改变类型、并入、撤销',
  params: codeParams,
  body: adjustment,
  reply: z.object({ code: z.string() }),
})
