import * as z from 'zod'
import { figureRefSchema } from './figures.ts'
import { bodyYear, id, idParams, instant, requestKey, unitRef, yearQuery } from './common.ts'
import { desk, editors, route } from './route.ts'

export const documentKinds = ['work-summary', 'work-plan'] as const
export const languages = ['zh-Hans', 'zh-Hant'] as const

export const documentRow = z.object({
  id,
  kind: z.enum(documentKinds),
  title: z.string(),
  unit: unitRef,
  year: z.int(),
  language: z.enum(languages),
  madeAt: instant,
  madeBy: z.string(),
})

export const documents = route({
  method: 'GET',
  path: '/api/documents',
  roles: desk,
  summary: '公文一览',
  query: yearQuery,
  reply: z.object({ rows: z.array(documentRow) }),
})
export const makeDocument = route({
  method: 'POST',
  path: '/api/documents',
  roles: editors,
  summary: '起草总结或计划',
  body: z.object({
    key: requestKey,
    kind: z.enum(documentKinds),
    unit: z.string().max(64),
    year: bodyYear,
    language: z.enum(languages),
  }),
  reply: documentRow,
})
export const documentPage = route({
  method: 'GET',
  path: '/api/documents/:id',
  roles: desk,
  summary: '公文预览；每个数字带出处',
  params: idParams,
  /** `html` holds anchors with data-ref: JSON of how a number was made and the figure references behind it. */
  reply: z.object({ document: documentRow, html: z.string() }),
})
export const documentFile = route({
  method: 'GET',
  path: '/api/documents/:id/docx',
  roles: desk,
  summary: '下载 docx',
  params: idParams,
})

/** A number in an edited copy that contradicts the records, or whose parts do not close. */
export const finding = z.object({
  kind: z.string(),
  excerpt: z.string(),
  found: z.string(),
  expected: z.string().nullable(),
  because: z.string(),
  refs: z.array(figureRefSchema),
})
/** Body: multipart with one file. */
export const checkDocument = route({
  method: 'POST',
  path: '/api/documents/:id/check',
  roles: editors,
  summary: '核对改过的稿子',
  params: idParams,
  reply: z.object({
    checked: z.int(),
    findings: z.array(finding),
    /** Numbers that no record could confirm or contradict: for the officer's own eyes. */
    unjudged: z.array(z.object({ excerpt: z.string(), found: z.string() })),
  }),
})
