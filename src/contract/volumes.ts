import * as z from 'zod'
import { action, done, id, idParams, instant, requestKey, unitRef, yearQuery } from './common.ts'
import { desk, editors, route } from './route.ts'

const written = {
  title: z.string().trim().min(2).max(60),
  subtitle: z.string().trim().max(80).default(''),
  /** 编者, as they stand on the title page. */
  editors: z.string().trim().max(200).default(''),
  preface: z.string().max(20_000).default(''),
}
export const volumeRow = z.object({
  id,
  title: z.string(),
  unit: unitRef,
  works: z.int(),
  edition: z.int(),
  pages: z.int().nullable(),
  madeBy: z.string(),
})
export const volumes = route({
  method: 'GET',
  path: '/api/volumes',
  roles: desk,
  summary: '成果集一览',
  query: yearQuery,
  reply: z.object({ rows: z.array(volumeRow), actions: z.array(action) }),
})
export const makeVolume = route({
  method: 'POST',
  path: '/api/volumes',
  roles: editors,
  summary: '新编一本成果集',
  body: z.object({
    key: requestKey,
    year: z.int().min(1900).max(2100),
    /** Null: the caller's own, or the region's. */
    unit: z.string().max(64).nullable().default(null),
    ...written,
  }),
  reply: z.object({ id }),
})
export const volumePage = route({
  method: 'GET',
  path: '/api/volumes/:id',
  roles: desk,
  summary: '一本成果集：选目、前言、各次排印',
  params: idParams,
  reply: z.object({
    id,
    year: z.int(),
    unit: unitRef,
    title: z.string(),
    subtitle: z.string(),
    editors: z.string(),
    preface: z.string(),
    works: z.array(
      z.object({
        id,
        title: z.string(),
        kind: z.string(),
        authors: z.string(),
        unit: z.string(),
        /** 辑 that begins with it. */
        part: z.string().nullable(),
        version: z.int(),
        characters: z.int(),
      }),
    ),
    editions: z.array(z.object({ edition: z.int(), pages: z.int(), at: instant, by: z.string() })),
    actions: z.array(action),
  }),
})
export const editVolume = route({
  method: 'PUT',
  path: '/api/volumes/:id',
  roles: editors,
  summary: '改书名、前言和选目；选目按先后',
  params: idParams,
  body: z.object({
    key: requestKey,
    ...written,
    works: z.array(z.object({ id, part: z.string().trim().max(60).nullable() })).max(1000),
  }),
  reply: done,
})
export const typesetVolume = route({
  method: 'POST',
  path: '/api/volumes/:id/editions',
  roles: editors,
  summary: '排印成 Word 和 PDF',
  params: idParams,
  body: z.object({ key: requestKey }),
  reply: z.object({ edition: z.int(), pages: z.int() }),
})
export const volumeFile = route({
  method: 'GET',
  path: '/api/volumes/:id/editions/:edition/:format',
  roles: desk,
  summary: '下载一次排印的文件',
  params: z.object({
    id,
    edition: z.coerce.number().int().min(1).max(10_000),
    format: z.enum(['docx', 'pdf']),
  }),
})
