import * as z from 'zod'
import { day, done, id, requestKey, words } from './common.ts'
import { desk, editors, everyone, route } from './route.ts'
import { decimal } from './standard.ts'

export const leaf = z.object({
  id: z.string(),
  title: z.string(),
  points: z.string(),
  veto: z.boolean(),
  says: z.string(),
})
export type Leaf = z.infer<typeof leaf>
/** One line of a score sheet: a target with its points by leaf; a veto as 1 when it is broken, 0 when not. */
const sheetLine = z.object({
  target: id,
  number: z.int(),
  /** Null where the appraisal is blind. */
  name: z.string().nullable(),
  scores: z.record(z.string(), z.string()),
  handedIn: z.boolean(),
  evidence: z.array(z.object({ indicator: z.string(), title: z.string() })),
})
export type SheetLine = z.infer<typeof sheetLine>
export const scoreSheet = z.object({
  appraisal: id,
  title: z.string(),
  judge: id,
  scoreUntil: day,
  leaves: z.array(leaf),
  lines: z.array(sheetLine),
})
export type ScoreSheet = z.infer<typeof scoreSheet>
const sheetChanges = z.object({
  key: requestKey,
  changes: z.array(z.object({ target: id, indicator: words(12), score: decimal.nullable() })).max(20_000),
  /** Targets whose sheet is handed in with this. */
  handIn: z.array(id).max(2000),
})
export type SheetChanges = z.infer<typeof sheetChanges>
const judgeParams = z.object({ id, judge: id })
export const judgeSheet = route({
  method: 'GET',
  path: '/api/appraisals/:id/judges/:judge',
  roles: desk,
  summary: '一位评委的评分表，供代录',
  params: judgeParams,
  reply: scoreSheet,
})
export const saveSheet = route({
  method: 'PUT',
  path: '/api/appraisals/:id/judges/:judge',
  roles: everyone,
  summary: '保存或提交评分表',
  params: judgeParams,
  body: sheetChanges,
  reply: z.object({ saved: z.int(), handedIn: z.int() }),
})
export const returnSheet = route({
  method: 'POST',
  path: '/api/appraisals/:id/judges/:judge/return',
  roles: editors,
  summary: '退回一份评分表重填',
  params: judgeParams,
  body: z.object({ key: requestKey, target: id, because: words(200) }),
  reply: done,
})
export const mySheets = route({
  method: 'GET',
  path: '/api/my/sheets',
  roles: everyone,
  summary: '请我评分的评分表',
  reply: z.object({ sheets: z.array(scoreSheet) }),
})
