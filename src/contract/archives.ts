import * as z from 'zod'
import { action, done, id, instant, paging, requestKey, unitRef, year } from './common.ts'
import { desk, editors, officers, route } from './route.ts'

/** A programme's or a round's archive goes by its id, that of a unit's year by the unit's code. */
export const archiveKinds = ['programme', 'case', 'unit'] as const
const params = z.object({ kind: z.enum(archiveKinds), id: z.string().min(1).max(64) })
/** The year of a unit's archive; a programme has its own. */
const ofYear = z.object({ year })

export const archiveRow = z.object({
  kind: z.enum(archiveKinds),
  id: z.string(),
  title: z.string(),
  unit: unitRef,
  system: z.string().nullable(),
  percent: z.int(),
  /** The first of what is missing, in words. */
  missing: z.array(z.string()),
  sealedAt: instant.nullable(),
})
export const archives = route({
  method: 'GET',
  path: '/api/archives',
  roles: desk,
  summary: '档案一览：完整度和缺什么',
  query: z.object({
    year,
    kind: z.enum(archiveKinds).default('programme'),
    q: z.string().max(60).optional(),
    ...paging,
    limit: z.coerce.number().int().min(1).max(200).default(20),
  }),
  reply: z.object({ total: z.int(), rows: z.array(archiveRow) }),
})

export const archiveEntry = z.object({
  name: z.string(),
  kind: z.enum(['file', 'sheet', 'text']),
  /** Bytes of a file or text, rows of a sheet. */
  size: z.number(),
})
export const archivePage = route({
  method: 'GET',
  path: '/api/archives/:kind/:id',
  roles: desk,
  summary: '一份档案：每项材料有什么、缺什么、由谁补',
  params,
  query: ofYear,
  reply: z.object({
    kind: z.enum(archiveKinds),
    id: z.string(),
    title: z.string(),
    year: z.int(),
    unit: unitRef,
    percent: z.int(),
    materials: z.array(
      z.object({
        material: z.string(),
        percent: z.int(),
        gaps: z.array(z.object({ words: z.string(), who: z.string() })),
        entries: z.array(archiveEntry),
        files: z.array(
          z.object({
            id,
            title: z.string(),
            name: z.string(),
            bytes: z.number(),
            at: instant,
            by: z.string(),
          }),
        ),
      }),
    ),
    seals: z.array(
      z.object({
        id,
        at: instant,
        by: z.string(),
        percent: z.int(),
        because: z.string().nullable(),
        digest: z.string(),
        items: z.int(),
      }),
    ),
    /** What is otherwise than at the newest seal. */
    changes: z.array(
      z.object({ how: z.enum(['added', 'changed', 'gone']), material: z.string(), name: z.string() }),
    ),
    actions: z.array(action),
  }),
})
export const putOnFile = route({
  method: 'POST',
  path: '/api/archives/:kind/:id/files',
  roles: editors,
  summary: '放入补充文件',
  params,
  body: z.object({
    key: requestKey,
    year: z.int().min(1900).max(2100),
    material: z.string().min(1).max(40),
    title: z.string().trim().min(1).max(120),
    upload: id,
  }),
  reply: z.object({ id }),
})
export const takeOffFile = route({
  method: 'POST',
  path: '/api/archives/files/:id/remove',
  roles: editors,
  summary: '撤出放错的文件，说明原因',
  params: z.object({ id }),
  body: z.object({ key: requestKey, because: z.string().trim().min(2).max(400) }),
  reply: done,
})
export const sealArchive = route({
  method: 'POST',
  path: '/api/archives/:kind/:id/seal',
  roles: officers,
  summary: '封存：固定目录和每件的校验值',
  params,
  body: z.object({
    key: requestKey,
    year: z.int().min(1900).max(2100),
    because: z.string().trim().max(400).default(''),
  }),
  reply: z.object({ id }),
})
export const archiveZip = route({
  method: 'GET',
  path: '/api/archives/:kind/:id/zip',
  roles: desk,
  summary: '导出整份档案（ZIP，用浏览器打开 index.html）',
  params,
  query: ofYear,
})
