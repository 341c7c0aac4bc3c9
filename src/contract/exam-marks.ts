import * as z from 'zod'
import { requestKey } from './common.ts'
import { examOutcomes, markLines, stageParams } from './exam.ts'
import { officers, route } from './route.ts'

/** Bytes of a list of marks as a file. */
export const MARKS_BYTES = 10 * 1024 * 1024

const result = z.object({ outcome: z.enum(examOutcomes), mark: z.number().nullable() })
const who = z.object({ line: z.int(), number: z.string(), name: z.string() })

/** What a file of marks says, and what taking it would do; nothing of it is written. */
export const marksRead = z.object({
  /** Hash of the file, in hex: taking it names what was looked at. */
  sha256: z.string(),
  /** Null in a text file. */
  sheet: z.string().nullable(),
  headRow: z.int(),
  /** The heads under which the columns were found. */
  heads: z.array(z.string()),
  /** Other sheets with such a list, which were not read. */
  others: z.array(z.string()),
  /** Marks of candidates who have none yet. */
  fresh: z.int(),
  /** Marks that are entered already and say the same. */
  same: z.int(),
  /** Of the candidates in the file, how many it says were absent: the least likely thing to be read right. */
  absent: z.int(),
  /** Marks that would replace others. */
  changed: z.array(who.extend({ before: result, after: result })),
  /** Rows whose number is nobody's who sits the exam; `namesake` is the number of the one candidate of that name. */
  strange: z.array(who.extend({ result, namesake: z.string().nullable() })),
  refused: markLines,
  /** Rows without any result, passed over. */
  empty: z.int(),
  /** Candidates who would still have no mark. */
  missing: z.array(z.object({ number: z.string(), name: z.string() })),
})
export type MarksRead = z.infer<typeof marksRead>

export const readMarksFile = route({
  method: 'POST',
  path: '/api/rounds/:id/exams/:stage/marks/read',
  roles: officers,
  summary: '读成绩表（xlsx 或 csv）：按表头认列，逐行核对，不写入',
  params: stageParams,
  reply: marksRead,
})

export const takeMarksFile = route({
  method: 'POST',
  path: '/api/rounds/:id/exams/:stage/marks/file',
  roles: officers,
  summary: '录入核对过的成绩表：合用的行写入，其余的逐行退回',
  params: stageParams,
  query: z.object({
    key: requestKey,
    /** Of the file as it was read before. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/, '请先核对这份文件'),
    /** Whether rows of nobody are entered too, as differences to be cleared up. */
    strange: z.enum(['keep', 'leave']).default('leave'),
  }),
  reply: z.object({
    taken: z.int(),
    strange: z.int(),
    same: z.int(),
    refused: markLines,
  }),
})

export const marksSheet = route({
  method: 'GET',
  path: '/api/rounds/:id/exams/:stage/marks.xlsx',
  roles: officers,
  summary: '成绩表模板：考生已列好，已有的成绩已填',
  params: stageParams,
})
