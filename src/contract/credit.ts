import * as z from 'zod'
import { id, paging, unitRef, year, yearUnitQuery } from './common.ts'
import { desk, officers, route } from './route.ts'

export const policyRow = z.object({
  year: z.int(),
  category: z.string(),
  required: z.number(),
  hoursPerCredit: z.number(),
  ceiling: z.number().nullable(),
  leastRate: z.number(),
})

export const standingTable = route({
  method: 'GET',
  path: '/api/standing',
  roles: desk,
  summary: '学分达标：按单位的热力表',
  query: yearUnitQuery,
  reply: z.object({
    policy: z.array(policyRow),
    total: z.object({ assessed: z.int(), meeting: z.int() }),
    /** One row a school; `short` counts who is short of each category, in the policy's order. */
    rows: z.array(
      z.object({
        unit: unitRef,
        cluster: unitRef.nullable(),
        urbanWord: z.string().nullable(),
        assessed: z.int(),
        meeting: z.int(),
        short: z.array(z.int()),
        mean: z.array(z.number()),
      }),
    ),
  }),
})

const standingPeopleQuery = yearUnitQuery.extend({
  /** Only who is short of this category; `any` for whoever does not meet the year; `met` for who does. */
  short: z.string().max(20).optional(),
  ...paging,
})
export const standingPeople = route({
  method: 'GET',
  path: '/api/standing/people',
  roles: desk,
  summary: '学分达标：人员名单',
  query: standingPeopleQuery,
  reply: z.object({
    categories: z.array(z.string()),
    total: z.int(),
    rows: z.array(
      z.object({
        id,
        name: z.string(),
        unit: unitRef,
        credits: z.array(z.number()),
        gaps: z.array(z.number()),
        total: z.number(),
        meets: z.boolean(),
      }),
    ),
  }),
})
export const standingSheet = route({
  method: 'GET',
  path: '/api/standing.xlsx',
  roles: desk,
  summary: '学分达标名单导出',
  query: standingPeopleQuery,
})

export const policies = route({
  method: 'GET',
  path: '/api/policies',
  roles: desk,
  summary: '各年度学分政策',
  reply: z.object({ rows: z.array(policyRow) }),
})
const policyInput = z
  .array(
    policyRow.omit({ year: true }).extend({
      hoursPerCredit: z.number().positive(),
      required: z.number().min(0),
      ceiling: z.number().min(0).nullable(),
      leastRate: z.number().min(0).max(1),
    }),
  )
  .min(1)
  .max(12)
export const savePolicy = route({
  method: 'PUT',
  path: '/api/policies/:year',
  roles: officers,
  summary: '修改一个年度的学分政策；已记学分随之冲正重记',
  params: z.object({ year }),
  body: z.object({
    rows: policyInput,
    because: z.string().trim().min(2, '请写明依据').max(200),
  }),
  reply: z.object({ entries: z.int() }),
})
export const tryPolicy = route({
  method: 'POST',
  path: '/api/policies/:year/what-if',
  roles: officers,
  summary: '试算：这样的学分政策放到上一年，达标情况会怎样；不改动任何记录',
  params: z.object({ year }),
  body: z.object({ rows: policyInput }),
  reply: z.object({
    /** The year that was looked at. */
    year: z.int(),
    assessed: z.int(),
    was: z.int(),
    would: z.int(),
    categories: z.array(z.object({ category: z.string(), short: z.int(), wouldBeShort: z.int() })),
    /** By unit, where it would change most first. */
    units: z.array(z.object({ unit: unitRef, assessed: z.int(), was: z.int(), would: z.int() })),
  }),
})
