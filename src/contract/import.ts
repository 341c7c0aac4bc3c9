import * as z from 'zod'
import { id, idParams, instant } from './common.ts'
import { importReport } from './import-report.ts'
import { officers, route } from './route.ts'

export const importJob = z.object({
  id,
  fileName: z.string(),
  dryRun: z.boolean(),
  startedAt: instant,
  state: z.enum(['waiting', 'reading', 'checking', 'writing', 'crediting', 'done', 'refused', 'interrupted']),
  /** 0–1 within the whole. */
  progress: z.number(),
  /** What is being done, in words; or why it was refused as a whole. */
  words: z.string(),
  report: importReport.nullable(),
  /** A copy of the workbook with the bad cells marked is kept here; imports by command have theirs where they were told. */
  marked: z.boolean(),
  actor: z.string(),
})
export type ImportJob = z.infer<typeof importJob>

/** Body: multipart with one file; `dryRun=true` only reports. */
export const startImport = route({
  method: 'POST',
  path: '/api/imports',
  roles: officers,
  summary: '导入交换工作簿',
  query: z.object({ dryRun: z.enum(['true', 'false']).default('false') }),
  reply: z.object({ id }),
})
export const importState = route({
  method: 'GET',
  path: '/api/imports/:id',
  roles: officers,
  summary: '导入进度与结果',
  params: idParams,
  reply: importJob,
})
export const imports = route({
  method: 'GET',
  path: '/api/imports',
  roles: officers,
  summary: '历次导入',
  reply: z.object({
    rows: z.array(importJob.omit({ report: true }).extend({ imported: z.int(), refused: z.int() })),
  }),
})
export const importReportFile = route({
  method: 'GET',
  path: '/api/imports/:id/report.xlsx',
  roles: officers,
  summary: '原工作簿，错处已标出',
  params: idParams,
})
export const exportWorkbook = route({
  method: 'GET',
  path: '/api/export.xlsx',
  roles: officers,
  summary: '导出交换工作簿（十六张表）',
})
