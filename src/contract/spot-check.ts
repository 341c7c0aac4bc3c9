import * as z from 'zod'
import { action, day, done, id, idParams, instant, requestKey, unitRef, year } from './common.ts'
import { desk, route } from './route.ts'

/** How far a drawn activity's check has come. */
export const spotStates = ['waiting', 'returned', 'answered', 'accepted'] as const
export type SpotState = (typeof spotStates)[number]
export const SPOT_STATES: Readonly<Record<SpotState, string>> = {
  waiting: '待检查',
  returned: '退回整改',
  answered: '已整改，待复查',
  accepted: '检查通过',
}

export const spotDraw = z.object({
  id,
  title: z.string(),
  unit: unitRef,
  from: day,
  until: day,
  percent: z.int(),
  seed: z.string(),
  /** Activities that were in the draw, and how many of them were drawn. */
  pool: z.int(),
  drawn: z.int(),
  states: z.record(z.enum(spotStates), z.int()),
  by: z.string(),
  at: instant,
})
export type SpotDraw = z.infer<typeof spotDraw>

export const spotDraws = route({
  method: 'GET',
  path: '/api/spot-draws',
  roles: desk,
  summary: '校本研修随机抽查：各次抽取和检查进展',
  query: z.object({ year }),
  reply: z.object({ draws: z.array(spotDraw), actions: z.array(action) }),
})

export const drawSpots = route({
  method: 'POST',
  path: '/api/spot-draws',
  roles: desk,
  summary: '按比例随机抽取在研项目一段时间内的活动；随机数和名单留存，可以重算',
  body: z.object({
    key: requestKey,
    title: z.string().trim().min(4, '请写明抽查的名称').max(60),
    from: day,
    until: day,
    percent: z.int().min(1).max(100),
    /** A number drawn in public; made by the program if left out. */
    seed: z.string().trim().min(4, '随机数至少 4 个字符').max(40).nullable(),
  }),
  reply: z.object({ id }),
})

export const spotRow = z.object({
  place: z.int(),
  activity: z.object({ id, title: z.string() }),
  programme: z.object({ id, title: z.string() }),
  school: unitRef,
  on: day,
  hours: z.number(),
  chosen: z.boolean(),
  state: z.enum(spotStates).nullable(),
  /** sha256(seed:activity) as hexadecimal: what the order rests on. */
  digest: z.string(),
})
export type SpotRow = z.infer<typeof spotRow>

export const spotDrawPage = route({
  method: 'GET',
  path: '/api/spot-draws/:id',
  roles: desk,
  summary: '一次抽查：抽中的活动、底册和随机数',
  params: idParams,
  reply: z.object({ draw: spotDraw, rows: z.array(spotRow) }),
})

const finding = z.object({ item: z.string(), met: z.boolean(), words: z.string() })
export const spotCheck = z.object({
  verdict: z.enum(['accepted', 'returned']),
  hours: z.number(),
  words: z.string(),
  findings: z.array(finding),
  by: z.string(),
  at: instant,
  answers: z.array(z.object({ words: z.string(), by: z.string(), at: instant })),
})
export type SpotCheck = z.infer<typeof spotCheck>
const spotParams = z.object({ id, activity: id })

export const spotSheet = route({
  method: 'GET',
  path: '/api/spot-draws/:id/activities/:activity',
  roles: desk,
  summary: '检查单：一次抽中的活动有什么记录，逐项检查的结果',
  params: spotParams,
  reply: z.object({
    draw: z.object({ id, title: z.string() }),
    row: spotRow,
    /** What is on record of the activity. */
    record: z.object({
      enrolled: z.int(),
      came: z.int(),
      ownRecords: z.int(),
      works: z.array(z.object({ id, title: z.string(), kind: z.string() })),
    }),
    items: z.array(z.object({ item: z.string(), says: z.string() })),
    /** The newest first. */
    checks: z.array(spotCheck),
    actions: z.array(action),
  }),
})
export type SpotSheet = z.output<NonNullable<typeof spotSheet.reply>>

export const newSpotCheck = z.object({
  key: requestKey,
  verdict: z.enum(['accepted', 'returned']),
  hours: z.number().min(0).max(200),
  words: z.string().trim().max(500).default(''),
  findings: z.array(
    z.object({ item: z.string().max(40), met: z.boolean(), words: z.string().trim().max(200).default('') }),
  ),
})
export type NewSpotCheck = z.output<typeof newSpotCheck>

export const checkSpot = route({
  method: 'POST',
  path: '/api/spot-draws/:id/activities/:activity/checks',
  roles: desk,
  summary: '填写检查单：逐项符合与否，认定学时，通过或退回整改',
  params: spotParams,
  body: newSpotCheck,
  /** `caseReturned`: the project's application for recognition went back to the school with the reasons. */
  reply: z.object({ id, caseReturned: z.boolean() }),
})

export const answerSpot = route({
  method: 'POST',
  path: '/api/spot-draws/:id/activities/:activity/answers',
  roles: desk,
  summary: '学校说明整改情况，等待复查',
  params: spotParams,
  body: z.object({ key: requestKey, words: z.string().trim().min(4, '请写明怎样整改的').max(1000) }),
  reply: done,
})

/** Checks of the activities of the project that a case started. */
export const caseChecks = route({
  method: 'GET',
  path: '/api/cases/:id/spot-checks',
  roles: desk,
  summary: '一件立项申报的项目被抽查的活动和结果',
  params: idParams,
  reply: z.object({
    rows: z.array(
      z.object({
        draw: z.object({ id, title: z.string() }),
        activity: z.object({ id, title: z.string() }),
        heldHours: z.number(),
        hours: z.number().nullable(),
        state: z.enum(spotStates),
        unmet: z.array(z.object({ item: z.string(), words: z.string() })),
        words: z.string(),
      }),
    ),
  }),
})
export type CaseCheck = z.output<NonNullable<typeof caseChecks.reply>>['rows'][number]
