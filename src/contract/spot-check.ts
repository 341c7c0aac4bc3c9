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

/** What is to be drawn, and since when it is known. */
const announced = {
  id,
  title: z.string(),
  unit: unitRef,
  from: day,
  until: day,
  percent: z.int(),
  /** Why these days are drawn from once more; null where they were not before. */
  reason: z.string().nullable(),
  by: z.string(),
  at: instant,
}

/** A draw that was announced and not made yet. */
export const spotPlan = z.object({
  ...announced,
  /** sha256 of the secret that will decide it together with a number drawn in public. */
  commitment: z.string(),
  actions: z.array(action),
})
export type SpotPlan = z.infer<typeof spotPlan>

export const spotDraw = z.object({
  ...announced,
  /** sha256(secret:number) as hexadecimal: what the order rests on. */
  seed: z.string(),
  /** What was committed to when it was announced; null for a draw of the time before. */
  committed: z
    .object({ commitment: z.string(), secret: z.string(), number: z.string(), announcedAt: instant })
    .nullable(),
  /** Activities that were in the draw, and how many of them were drawn. */
  pool: z.int(),
  drawn: z.int(),
  states: z.record(z.enum(spotStates), z.int()),
})
export type SpotDraw = z.infer<typeof spotDraw>

export const spotDraws = route({
  method: 'GET',
  path: '/api/spot-draws',
  roles: desk,
  summary: '校本研修随机抽查：各次抽取和检查进展',
  query: z.object({ year }),
  reply: z.object({ plans: z.array(spotPlan), draws: z.array(spotDraw), actions: z.array(action) }),
})

export const announceSpots = route({
  method: 'POST',
  path: '/api/spot-plans',
  roles: desk,
  summary: '公布一次抽查：时段、比例和密数的校验值；抽取时才揭示密数',
  body: z.object({
    key: requestKey,
    title: z.string().trim().min(4, '请写明抽查的名称').max(60),
    from: day,
    until: day,
    percent: z.int().min(1).max(100),
    /** Asked for where these days were announced or drawn from before. */
    reason: z.string().trim().min(4, '请写明再抽的原因').max(200).nullable(),
  }),
  reply: z.object({ id }),
})

export const drawSpots = route({
  method: 'POST',
  path: '/api/spot-plans/:id/draw',
  roles: desk,
  summary: '按公布的时段和比例抽取；密数公开，名单留存，谁都可以核对',
  params: idParams,
  body: z.object({
    key: requestKey,
    /** Drawn in public after it was announced; none if left out. */
    number: z
      .string()
      .trim()
      .max(40)
      .regex(/^[^:]*$/, '公开号码里不能有冒号')
      .nullable(),
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
