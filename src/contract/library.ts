import * as z from 'zod'
import { day, done, id, idParams, paging, requestKey } from './common.ts'
import { editors, route } from './route.ts'
import { readers } from './works.ts'

export const libraryRow = z.object({
  id,
  title: z.string(),
  kind: z.string(),
  stage: z.string().nullable(),
  subject: z.string().nullable(),
  chapter: z.string().nullable(),
  authors: z.string(),
  unit: z.string(),
  shelvedOn: day,
  downloads: z.int(),
  stars: z.number().nullable(),
  raters: z.int(),
})
export const library = route({
  method: 'GET',
  path: '/api/library',
  roles: readers,
  summary: '资源库检索',
  query: z.object({
    q: z.string().max(100).optional(),
    kind: z.string().max(40).optional(),
    stage: z.string().max(40).optional(),
    subject: z.string().max(40).optional(),
    chapter: z.string().max(60).optional(),
    sort: z.enum(['best', 'newest']).default('best'),
    ...paging,
  }),
  reply: z.object({
    /** 1001 means more than a thousand. */
    total: z.int(),
    rows: z.array(libraryRow),
    kinds: z.array(z.string()),
    stages: z.array(z.string()),
    subjects: z.array(z.string()),
    /** Of the subject that is chosen; none without one. */
    chapters: z.array(z.string()),
  }),
})
export const rateWork = route({
  method: 'POST',
  path: '/api/library/:id/rating',
  roles: readers,
  summary: '给资源评分',
  params: idParams,
  body: z.object({ stars: z.int().min(1).max(5) }),
  reply: done,
})
export const withdrawWork = route({
  method: 'POST',
  path: '/api/library/:id/withdraw',
  roles: editors,
  summary: '从资源库撤下，说明原因',
  params: idParams,
  body: z.object({ key: requestKey, because: z.string().trim().min(2).max(400) }),
  reply: done,
})
