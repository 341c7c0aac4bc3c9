import * as z from 'zod'
import { action, day, done, id, idParams, paging, requestKey, unitRef, words } from './common.ts'
import { desk, officers, route, signedIn } from './route.ts'

/** How a need stands: nobody told of a course yet, told, met, not needed any more. */
export const needStates = ['open', 'told', 'met', 'withdrawn'] as const
export type NeedState = (typeof needStates)[number]
export const NEED_STATES: Readonly<Record<NeedState, string>> = {
  open: '等待开班',
  told: '已通知开班',
  met: '已满足',
  withdrawn: '不再需要',
}

/** Who noted it. */
export const needSources = ['case', 'person', 'school'] as const
export const NEED_SOURCES: Readonly<Record<(typeof needSources)[number], string>> = {
  case: '申请未通过',
  person: '本人登记',
  school: '单位登记',
}

const course = z.string().trim().min(2, '请写明课程').max(40)

export const needRow = z.object({
  id,
  course: z.string(),
  name: z.string(),
  /** The teacher, where on file. */
  person: id.nullable(),
  unit: unitRef.nullable(),
  source: z.enum(needSources),
  because: z.string(),
  since: day,
  /** The application that failed for want of it. */
  case: id.nullable(),
  state: z.enum(needStates),
  /** The newest programme of which they were told. */
  told: z.object({ programme: id, title: z.string(), on: day }).nullable(),
  /** Whether the program can reach them: on file, or with an account. */
  reachable: z.boolean(),
  ended: z.object({ on: day, because: z.string(), by: z.string() }).nullable(),
})
export type NeedRow = z.infer<typeof needRow>

const filters = {
  course: z.string().max(40).optional(),
  state: z.enum(needStates).optional(),
  unit: z.string().max(64).optional(),
  search: z.string().max(60).optional(),
}
const counts = { open: z.int(), told: z.int(), met: z.int(), withdrawn: z.int() }

export const needs = route({
  method: 'GET',
  path: '/api/needs',
  roles: signedIn,
  summary: '补训需求：谁需要哪门课程、为什么、自何时起',
  query: z.object({ ...filters, ...paging }),
  reply: z.object({
    total: z.int(),
    rows: z.array(needRow),
    courses: z.array(z.object({ course: z.string(), ...counts })),
    /** Programmes that serve a course, newest first. */
    offers: z.array(
      z.object({
        programme: id,
        title: z.string(),
        course: z.string(),
        on: day,
        startsOn: day.nullable(),
        endsOn: day.nullable(),
        told: z.int(),
      }),
    ),
    actions: z.array(action),
  }),
})
export type NeedList = z.infer<NonNullable<typeof needs.reply>>

export const needsSheet = route({
  method: 'GET',
  path: '/api/needs.xlsx',
  roles: desk,
  summary: '补训需求导出',
  query: z.object(filters),
})

export const registerNeeds = route({
  method: 'POST',
  path: '/api/needs',
  roles: ['officer', 'cluster', 'school', 'teacher', 'applicant'],
  summary: '登记补训需求：为本人，或由单位为教师登记',
  body: z.object({
    key: requestKey,
    course,
    /** Teachers for whom it is registered; empty for oneself. */
    people: z.array(id).max(2000),
    because: words(200),
  }),
  reply: z.object({ noted: z.int(), known: z.int() }),
})

export const endNeed = route({
  method: 'POST',
  path: '/api/needs/:id/withdraw',
  roles: ['officer', 'cluster', 'school', 'teacher', 'applicant'],
  summary: '不再需要补训，写明原因',
  params: idParams,
  body: z.object({ key: requestKey, because: words(200) }),
  reply: done,
})

export const offerCourse = route({
  method: 'POST',
  path: '/api/needs/offers',
  roles: officers,
  summary: '开班：说明哪个项目满足哪门课程的需求，通知还在等的人',
  body: z.object({ key: requestKey, programme: id, course }),
  reply: z.object({ told: z.int(), unreachable: z.int() }),
})
