import * as z from 'zod'
import { action, day, done, id, idParams, instant, paging, requestKey, unitRef, year } from './common.ts'
import { desk, editors, everyone, officers, route } from './route.ts'

export const personRow = z.object({
  id,
  name: z.string(),
  /** Birth date masked: 990123********6016 */
  identityMasked: z.string(),
  unit: unitRef,
  urbanWord: z.string().nullable(),
  stage: z.string().nullable(),
  subject: z.string().nullable(),
  rank: z.string().nullable(),
  credits: z.number(),
  meets: z.boolean(),
})
export type PersonRow = z.infer<typeof personRow>

export const peopleQuery = z.object({
  /** Name, part of it, pinyin initials (zs), identity number or phone. */
  q: z.string().max(40).optional(),
  unit: z.string().max(64).optional(),
  subject: z.string().max(40).optional(),
  stage: z.string().max(40).optional(),
  year,
  sort: z.enum(['file', 'name', 'credits']).default('file'),
  ...paging,
})

export type PeopleQuery = z.infer<typeof peopleQuery>

export const people = route({
  method: 'GET',
  path: '/api/people',
  roles: desk,
  summary: '教师名册',
  query: peopleQuery,
  reply: z.object({
    total: z.int(),
    rows: z.array(personRow),
    subjects: z.array(z.string()),
    stages: z.array(z.string()),
    actions: z.array(action),
  }),
})
export const peopleSheet = route({
  method: 'GET',
  path: '/api/people.xlsx',
  roles: desk,
  summary: '教师名册导出',
  query: peopleQuery,
})

export const categoryStanding = z.object({
  category: z.string(),
  have: z.number(),
  need: z.number(),
  gap: z.number(),
})
export const standing = z.object({
  year: z.int(),
  /** In the policy's order. */
  categories: z.array(categoryStanding),
  total: z.number(),
  meets: z.boolean(),
  /** Why nobody can meet it, where there is no policy. */
  because: z.string().nullable(),
})
export type Standing = z.infer<typeof standing>

export const creditEntry = z.object({
  seq: z.int(),
  kind: z.enum(['award', 'reversal']),
  year: z.int(),
  category: z.string(),
  amount: z.number(),
  /** What it was given for. */
  source: z.string(),
  sourceDetail: z.string(),
  activityId: id.nullable(),
  postedAt: instant,
  because: z.string(),
  actor: z.string(),
  /** Seq of the entry this one reverses. */
  reverses: z.int().nullable(),
})
export type CreditEntry = z.infer<typeof creditEntry>

/** One line of a person's history; `until` is the last day that counts. */
export const timelineEntry = z.object({
  on: day,
  until: day.nullable(),
  kind: z.string(),
  title: z.string(),
  detail: z.string(),
})
export type TimelineEntry = z.infer<typeof timelineEntry>

export const personView = z.object({
  person: personRow.extend({
    /** Whole for who keeps the file and for the person; masked for everybody else. */
    identityNumber: z.string(),
    sexWord: z.string(),
    born: day,
    /** For who keeps the file and for the person. */
    phone: z.string().nullable(),
    startedOn: day.nullable(),
    degree: z.string().nullable(),
    staffing: z.string().nullable(),
    putonghua: z.string().nullable(),
    certificate: z.string().nullable(),
  }),
  standing,
  /** Newest first: postings, titles, awards, pairs, exchanges, trainings recognised. */
  timeline: z.array(timelineEntry),
  trainings: z.array(
    z.object({
      activityId: id,
      title: z.string(),
      programme: z.string(),
      systemTitle: z.string(),
      levelWord: z.string(),
      roleWord: z.string(),
      endsOn: day,
      hours: z.number(),
      attended: z.int(),
      slots: z.int(),
      recognised: z.boolean(),
    }),
  ),
  onlineStudies: z.array(
    z.object({ platform: z.string(), course: z.string(), hours: z.number(), completedOn: day }),
  ),
  works: z.array(z.object({ code: z.string(), kind: z.string(), title: z.string(), on: day })),
  honours: z.array(
    z.object({
      title: z.string(),
      levelWord: z.string(),
      grade: z.string().nullable(),
      on: day,
      until: day.nullable(),
    }),
  ),
  loans: z.array(z.object({ title: z.string(), lentOn: day, returnedOn: day.nullable() })),
  actions: z.array(action),
})
export type PersonView = z.infer<typeof personView>

export const personPage = route({
  method: 'GET',
  path: '/api/people/:id',
  roles: everyone,
  summary: '教师档案',
  params: idParams,
  query: z.object({ year }),
  reply: personView,
})

export const personCredits = route({
  method: 'GET',
  path: '/api/people/:id/credits',
  roles: everyone,
  summary: '一位教师的学分：达标情况和每一笔',
  params: idParams,
  query: z.object({ year }),
  reply: z.object({ name: z.string(), standing, entries: z.array(creditEntry) }),
})

const fact = z.string().trim().min(1).max(40).nullable()
/** What holds of a person over days, besides the unit. */
export const personFacts = z.object({
  stage: fact,
  subject: fact,
  rank: fact,
  degree: fact,
  staffing: fact,
  putonghua: fact,
  certificate: fact,
})
export type PersonFacts = z.infer<typeof personFacts>

const name = z.string().trim().min(2, '请写全名').max(60)
const phone = z
  .string()
  .trim()
  .regex(/^1\d{10}$/, '手机号是 1 开头的 11 位数字')
  .nullable()
const document = z.string().trim().min(2, '请写所依据文件的文号').max(80)

export const newPerson = personFacts.extend({
  key: requestKey,
  identityNumber: z.string().trim().max(30),
  name,
  phone,
  startedOn: day.nullable(),
  unit: z.string().min(1).max(64),
  /** The first day at the unit. */
  on: day,
  document: document.nullable(),
})
export type NewPerson = z.infer<typeof newPerson>
export const addPerson = route({
  method: 'POST',
  path: '/api/people',
  roles: officers,
  summary: '新进教师建档',
  body: newPerson,
  reply: z.object({ id }),
})

export const transfer = z.object({ key: requestKey, unit: z.string().min(1).max(64), on: day, document })
export type Transfer = z.infer<typeof transfer>
export const transferPerson = route({
  method: 'POST',
  path: '/api/people/:id/transfer',
  roles: officers,
  summary: '调动到另一单位',
  params: idParams,
  body: transfer,
  reply: done,
})

/** Facts that are not named stay as they are. */
export const factsChange = z.object({
  key: requestKey,
  on: day,
  document: document.nullable(),
  facts: personFacts.partial().refine((facts) => Object.keys(facts).length > 0, '请至少改一项'),
})
export type FactsChange = z.infer<typeof factsChange>
export const changePerson = route({
  method: 'POST',
  path: '/api/people/:id/change',
  roles: editors,
  summary: '职称、学段、学科等自某日起变动',
  params: idParams,
  body: factsChange,
  reply: done,
})

/** Puts right what was recorded wrongly: it holds as if it had been so from the beginning of its days. */
export const correction = z.object({
  key: requestKey,
  because: z.string().trim().min(2, '请写明更正的依据').max(200),
  name: name.optional(),
  phone: phone.optional(),
  startedOn: day.nullable().optional(),
  facts: personFacts.partial().optional(),
})
export type Correction = z.infer<typeof correction>
export const correctPerson = route({
  method: 'POST',
  path: '/api/people/:id/correct',
  roles: editors,
  summary: '更正登记有误的内容',
  params: idParams,
  body: correction,
  reply: done,
})
