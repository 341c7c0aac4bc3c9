import * as z from 'zod'
import { action, bodyYear, day, id, idParams, instant, requestKey, unitRef, year } from './common.ts'
import { desk, officers, route } from './route.ts'

/** A school that must take part, and how far it has come. */
export const assignedSchool = z.object({
  unit: unitRef,
  /** How far it has come; null until it has accepted. */
  state: z.string().nullable(),
  /** Its case; null while the school alone sees it. */
  case: z.object({ id, number: z.string() }).nullable(),
  acceptedAt: instant.nullable(),
  late: z.boolean(),
})
export type AssignedSchool = z.infer<typeof assignedSchool>

export const assignedProject = z.object({
  id,
  year: z.int(),
  subject: z.string(),
  topic: z.string(),
  goal: z.string(),
  hours: z.number(),
  from: day,
  until: day,
  acceptUntil: day,
  document: z.string().nullable(),
  /** The schools in view. */
  schools: z.array(assignedSchool),
  actions: z.array(action),
})
export type AssignedProject = z.infer<typeof assignedProject>

export const assignedProjects = route({
  method: 'GET',
  path: '/api/assigned-projects',
  roles: desk,
  summary: '指定项目：中心按学科下达的研修课题，各校承接和申报情况',
  query: z.object({ year }),
  reply: z.object({ projects: z.array(assignedProject), actions: z.array(action) }),
})

export const assignProject = route({
  method: 'POST',
  path: '/api/assigned-projects',
  roles: officers,
  summary: '下达一个指定项目，写明参加的学校',
  body: z.object({
    key: requestKey,
    year: bodyYear,
    subject: z.string().trim().min(1, '请选择学科').max(20),
    topic: z.string().trim().min(4, '课题至少 4 个字').max(60),
    goal: z.string().trim().min(20, '目标至少 20 个字').max(1000),
    hours: z.number().min(1).max(200),
    from: day,
    until: day,
    acceptUntil: day,
    document: z.string().trim().max(80).nullable(),
    schools: z.array(z.string().max(64)).min(1, '请至少选一所学校').max(500),
  }),
  reply: z.object({ id }),
})

export const acceptProject = route({
  method: 'POST',
  path: '/api/assigned-projects/:id/accept',
  roles: desk,
  summary: '学校承接指定项目：开出立项申报，主题、目标、学时、日期已填好',
  params: idParams,
  body: z.object({ key: requestKey }),
  /** The case that is to be filled in. */
  reply: z.object({ id }),
})
