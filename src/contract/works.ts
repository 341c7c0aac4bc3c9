import * as z from 'zod'
import { action, day, done, id, idParams, instant, paging, requestKey, year } from './common.ts'
import { desk, route } from './route.ts'
import { handsIn } from './upload.ts'

/** Everyone who works with works: those who read at a desk, and teachers. */
export const readers = [...desk, 'teacher'] as const

/**
 * How far a work has come: recorded (without a file), handed in, sent back, recommended by its school or cluster, in the
 * library, or taken out of it.
 */
export const standings = [
  'recorded',
  'handed-in',
  'returned',
  'school',
  'cluster',
  'region',
  'withdrawn',
] as const
export type Standing = (typeof standings)[number]

export const workAuthor = z.object({ personId: id, name: z.string(), unit: z.string().nullable() })
export const workRow = z.object({
  id,
  code: z.string(),
  title: z.string(),
  kind: z.string(),
  authors: z.array(workAuthor),
  programme: z.object({ id, title: z.string() }).nullable(),
  stage: z.string().nullable(),
  subject: z.string().nullable(),
  on: day,
  versions: z.int(),
  standing: z.enum(standings),
  shelved: z.boolean(),
})
export type WorkRow = z.infer<typeof workRow>

export const worksQuery = z.object({
  year,
  q: z.string().max(60).optional(),
  kind: z.string().max(40).optional(),
  programme: id.optional(),
  standing: z.enum(standings).optional(),
  /** Those that wait for what the caller's role does. */
  mine: z.enum(['authored', 'to-review']).optional(),
  ...paging,
})
export type WorksQuery = z.infer<typeof worksQuery>

export const works = route({
  method: 'GET',
  path: '/api/works',
  roles: readers,
  summary: '作品一览',
  query: worksQuery,
  reply: z.object({
    total: z.int(),
    rows: z.array(workRow),
    kinds: z.array(z.string()),
    actions: z.array(action),
  }),
})

/** A file that was uploaded, or words that were typed. */
const content = {
  upload: id.nullable().default(null),
  text: z.string().max(100_000).nullable().default(null),
  note: z.string().max(400).nullable().default(null),
}
const optional = z.string().max(60).nullable().default(null)

export const newWork = z.object({
  key: requestKey,
  title: z.string().trim().min(2).max(120),
  kind: z.string().trim().min(1).max(40),
  /** Null: the caller's own person. */
  author: id.nullable().default(null),
  coauthors: z.array(id).max(20).default([]),
  on: day,
  programme: id.nullable().default(null),
  activity: id.nullable().default(null),
  phase: optional,
  stage: optional,
  subject: optional,
  chapter: optional,
  parent: id.nullable().default(null),
  derivedAs: z.enum(['improved', 'own']).nullable().default(null),
  ...content,
})
export type NewWork = z.output<typeof newWork>

export const handIn = route({
  method: 'POST',
  path: '/api/works',
  roles: handsIn,
  summary: '提交作品',
  body: newWork,
  reply: z.object({ id }),
})

export const workVersion = z.object({
  version: z.int(),
  file: z.object({ name: z.string(), bytes: z.number() }).nullable(),
  characters: z.int(),
  note: z.string().nullable(),
  at: instant,
  by: z.string(),
})
export const workEvent = z.object({
  kind: z.enum(['comment', 'recommend', 'return', 'withdraw']),
  level: z.enum(['author', 'school', 'cluster', 'region']),
  version: z.int(),
  words: z.string().nullable(),
  at: instant,
  by: z.string(),
})
const relative = z.object({
  id,
  title: z.string(),
  authors: z.string(),
  derivedAs: z.enum(['improved', 'own']).nullable(),
})
export const workPage = route({
  method: 'GET',
  path: '/api/works/:id',
  roles: readers,
  summary: '一件作品：版本、审阅、来源',
  params: idParams,
  reply: z.object({
    work: z.object({
      ...workRow.shape,
      chapter: z.string().nullable(),
      activity: z.object({ id, title: z.string() }).nullable(),
    }),
    versions: z.array(workVersion),
    events: z.array(workEvent),
    /** What it was made from, nearest first, and what was made from it. */
    parents: z.array(relative),
    children: z.array(relative),
    /** The words of the newest version; null where it has none. */
    text: z.string().nullable(),
    library: z
      .object({
        version: z.int(),
        downloads: z.int(),
        stars: z.number().nullable(),
        raters: z.int(),
        own: z.int().nullable(),
      })
      .nullable(),
    actions: z.array(action),
  }),
})
export const addVersion = route({
  method: 'POST',
  path: '/api/works/:id/versions',
  roles: handsIn,
  summary: '提交新的一稿',
  params: idParams,
  body: z.object({ key: requestKey, ...content }),
  reply: z.object({ version: z.int() }),
})
export const workFile = route({
  method: 'GET',
  path: '/api/works/:id/versions/:version/file',
  roles: readers,
  summary: '下载一稿的文件',
  params: z.object({ id, version: z.coerce.number().int().min(1).max(30_000) }),
})
export const reviewWork = route({
  method: 'POST',
  path: '/api/works/:id/review',
  roles: handsIn,
  summary: '评论、推荐或退回作品',
  params: idParams,
  body: z.object({
    key: requestKey,
    kind: z.enum(['comment', 'recommend', 'return']),
    /** The version that was read. */
    version: z.int().min(1),
    words: z.string().trim().max(2000).default(''),
  }),
  reply: done,
})
export const workDifference = route({
  method: 'GET',
  path: '/api/works/:id/difference',
  roles: readers,
  summary: '逐词比较两稿，或与来源作品比较',
  params: idParams,
  query: z.object({
    version: z.coerce.number().int().min(1).optional(),
    /** The work to compare with; the same one if left out. */
    base: id.optional(),
    baseVersion: z.coerce.number().int().min(1).optional(),
  }),
  reply: z.object({
    before: z.object({ title: z.string(), version: z.int() }),
    after: z.object({ title: z.string(), version: z.int() }),
    stretches: z.array(z.object({ kind: z.enum(['same', 'gone', 'new']), text: z.string() })),
    newPercent: z.int(),
  }),
})
export const workAlike = route({
  method: 'GET',
  path: '/api/works/:id/alike',
  roles: readers,
  summary: '资源库里相似的作品和相同的段落',
  params: idParams,
  reply: z.object({
    /** From how many percent on works are named. */
    from: z.int(),
    rows: z.array(
      z.object({
        id,
        title: z.string(),
        authors: z.string(),
        percent: z.int(),
        passages: z.array(z.string()),
      }),
    ),
  }),
})
