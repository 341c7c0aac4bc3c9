import * as z from 'zod'
import { done, id, idParams, requestKey } from './common.ts'
import { officers, route, signedIn } from './route.ts'

export const judgesOfCase = route({
  method: 'PUT',
  path: '/api/cases/:id/judges',
  roles: officers,
  summary: '指定评委：本人、同校和有利害关系的要回避',
  params: idParams,
  body: z.object({ key: requestKey, persons: z.array(z.uuid()).min(1).max(30) }),
  reply: z.object({
    assigned: z.int(),
    refused: z.array(z.object({ who: z.string(), because: z.string() })),
  }),
})
/** What a judge sees: a number, never a name. */
export const judgings = route({
  method: 'GET',
  path: '/api/judgings',
  roles: signedIn,
  summary: '我的评审：匿名编号、评分表和已打的分',
  reply: z.object({
    judgings: z.array(
      z.object({
        id,
        systemTitle: z.string(),
        stageTitle: z.string(),
        blind: z.string(),
        category: z.string().nullable(),
        dimensions: z.array(z.object({ title: z.string(), points: z.number() })),
        shown: z.array(z.object({ title: z.string(), value: z.string() })),
        /** What may be opened while the review is open, by number: a name could tell whose it is. */
        files: z.array(z.object({ n: z.int(), title: z.string(), bytes: z.number() })),
        points: z.record(z.string(), z.number()).nullable(),
        /** Points were given, and what they were given for was changed. */
        again: z.boolean(),
        open: z.boolean(),
      }),
    ),
  }),
})
export const judgedFile = route({
  method: 'GET',
  path: '/api/judgings/:id/files/:n',
  roles: signedIn,
  summary: '打开一份评审材料：只有编号，没有文件名',
  params: z.object({ id, n: z.coerce.number().int().min(1).max(1000) }),
})
export const scoreCase = route({
  method: 'PUT',
  path: '/api/judgings/:id',
  roles: signedIn,
  summary: '打分，或说明须回避',
  params: idParams,
  body: z.object({
    key: requestKey,
    points: z.record(z.string().max(40), z.number()).nullable(),
    /** Why the judge steps aside instead. */
    recuse: z.string().trim().min(2).max(200).nullable().default(null),
  }),
  reply: done,
})
