import * as z from 'zod'
import { day, id, idParams, instant, paging, unitRef, year } from './common.ts'
import { desk, everyone, route } from './route.ts'

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

const peopleQuery = z.object({
  /** Name, part of it, pinyin initials (zs), or identity number. */
  q: z.string().max(40).optional(),
  unit: z.string().max(64).optional(),
  subject: z.string().max(40).optional(),
  stage: z.string().max(40).optional(),
  year,
  sort: z.enum(['file', 'name', 'credits']).default('file'),
  ...paging,
})

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

export const personPage = route({
  method: 'GET',
  path: '/api/people/:id',
  roles: everyone,
  summary: '教师档案',
  params: idParams,
  query: z.object({ year }),
  reply: z.object({
    person: personRow.extend({
      identityNumber: z.string(),
      sexWord: z.string(),
      born: day,
      phone: z.string().nullable(),
      startedOn: day.nullable(),
      degree: z.string().nullable(),
      staffing: z.string().nullable(),
      putonghua: z.string().nullable(),
      certificate: z.string().nullable(),
    }),
    standing,
    /** Newest first: postings, titles, awards, pairs, exchanges, trainings recognised. */
    timeline: z.array(
      z.object({ on: day, until: day.nullable(), kind: z.string(), title: z.string(), detail: z.string() }),
    ),
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
  }),
})

export const personCredits = route({
  method: 'GET',
  path: '/api/people/:id/credits',
  roles: everyone,
  summary: '一位教师的学分:达标情况和每一笔',
  params: idParams,
  query: z.object({ year }),
  reply: z.object({ name: z.string(), standing, entries: z.array(creditEntry) }),
})
