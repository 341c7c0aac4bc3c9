import * as z from 'zod'
import { codeParams, day, id, unitRef, yearQuery } from './common.ts'
import { desk, route } from './route.ts'

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
  summary: '研修网络:全部单位,带学校数和教师数',
  query: yearQuery,
  reply: z.object({ nodes: z.array(networkNode) }),
})

export const unitPage = route({
  method: 'GET',
  path: '/api/network/:code',
  roles: desk,
  summary: '单位主页',
  params: codeParams,
  query: yearQuery,
  reply: z.object({
    unit: networkNode,
    path: z.array(unitRef),
    children: z.array(networkNode),
    /** What held when: names, parents, classes; the last day is shown. */
    history: z.array(
      z.object({
        from: day.nullable(),
        until: day.nullable(),
        name: z.string(),
        parent: unitRef.nullable(),
        kindWord: z.string().nullable(),
        urbanWord: z.string().nullable(),
        document: z.string().nullable(),
      }),
    ),
    /** Closed units whose people count here. */
    merged: z.array(unitRef.extend({ closed: day })),
    meeting: z.object({ meeting: z.int(), assessed: z.int() }),
    programmes: z.array(
      z.object({ id, code: z.string(), title: z.string(), systemTitle: z.string(), activities: z.int() }),
    ),
  }),
})
