import * as z from 'zod'
import { action, day, done, id, instant, requestKey, unitRef, year } from './common.ts'
import { desk, editors, route } from './route.ts'

/** 等次 of a month, the best first. */
export const HANDBOOK_GRADES = { excellent: '优', good: '良', pass: '合格', fail: '不合格' } as const
export const handbookGrades = ['excellent', 'good', 'pass', 'fail'] as const
export type HandbookGrade = (typeof handbookGrades)[number]
export const handbookParts = ['teaching', 'classroom', 'research'] as const
export type HandbookPart = (typeof handbookParts)[number]

const grade = z.enum(handbookGrades)
const month = z.int().min(1).max(12)
const remark = z.string().trim().max(300)
const parts = z.array(z.object({ id: z.enum(handbookParts), title: z.string() }))

/** How a month's grade is written in a row of the grid; '-' where there is none. */
export const HANDBOOK_MARKS = { excellent: 'e', good: 'g', pass: 'p', fail: 'f' } as const

/**
 * A teacher on the school's page, as short as it goes: a large school has hundreds. Of the month looked at all there is,
 * of each of the twelve how many records and which grade.
 */
export const handbookRow = z.object({
  person: z.object({ id, name: z.string() }),
  /** Records of the month in each part, in the order of `handbookParts`. */
  items: z.array(z.int()).length(handbookParts.length),
  hours: z.number(),
  observed: z.int(),
  /** What the region's numbers ask for and the month lacks: places in the reply's `lacks`; left out for nothing. */
  lacks: z.array(z.int()).optional(),
  /** Left out where the month has none. */
  remark: z.string().optional(),
  /** Records of each month. */
  counts: z.array(z.int()).length(12),
  /** Grades of each month, a mark each. */
  grades: z.string().length(12),
})
export type HandbookRow = z.infer<typeof handbookRow>
export const handbookSchool = z.object({
  unit: unitRef,
  teachers: z.int(),
  /** Teachers whose month was checked. */
  checked: z.int(),
  grades: z.record(grade, z.int()),
})
export type HandbookSchool = z.infer<typeof handbookSchool>

export const handbooks = route({
  method: 'GET',
  path: '/api/handbooks',
  roles: desk,
  summary: '教师行动手册：一所学校逐人逐月，或辖区各校的月查情况',
  query: z.object({
    year,
    /** 1 to 12; the last month that is over if left out. */
    month: z.coerce.number().int().min(1).max(12).optional(),
    unit: z.string().max(64).optional(),
  }),
  reply: z.object({
    unit: unitRef,
    month,
    /** The last day by which the month is to be checked. */
    checkBy: day,
    parts,
    /** The school's teachers; null where several schools are looked at. */
    rows: z.array(handbookRow).nullable(),
    /** What months lack, in words, each once. */
    lacks: z.array(z.string()),
    schools: z.array(handbookSchool),
    actions: z.array(action),
  }),
})
export type Handbooks = z.output<NonNullable<typeof handbooks.reply>>

export const checkHandbooks = route({
  method: 'POST',
  path: '/api/handbooks/checks',
  roles: desk,
  summary: '月查：给若干教师的一个月评等次、写意见',
  body: z.object({
    key: requestKey,
    year: z.int().min(1980).max(2100),
    month,
    checks: z
      .array(z.object({ person: id, grade, remark: remark.default('') }))
      .min(1, '请至少选一名教师')
      .max(500),
  }),
  reply: z.object({ checked: z.int() }),
})

/** One entry of a handbook: filled from a record, or written by the teacher. */
export const handbookItem = z.object({
  id,
  on: day,
  part: z.enum(handbookParts),
  kind: z.string(),
  kindWord: z.string(),
  title: z.string(),
  text: z.string(),
  hours: z.number().nullable(),
  /** Where the record behind it opens at the desk; null for what stands here alone. */
  link: z.string().nullable(),
  own: z.boolean(),
})
export type HandbookItem = z.infer<typeof handbookItem>
const personYear = z.object({ person: z.union([z.literal('own'), id]), year })

export const handbookPage = route({
  method: 'GET',
  path: '/api/handbooks/:person/:year',
  roles: [...desk, 'teacher'],
  summary: '一名教师一年的行动手册',
  params: personYear,
  reply: z.object({
    person: z.object({ id, name: z.string() }),
    unit: unitRef,
    year: z.int(),
    title: z.string(),
    parts,
    items: z.array(handbookItem),
    hours: z.number(),
    checks: z.array(
      z.object({
        month,
        grade,
        remark: z.string(),
        items: z.int(),
        hours: z.number(),
        by: z.string(),
        at: instant,
      }),
    ),
    /** Kinds that can be written, and activities that have no record of the teacher's yet. */
    kinds: z.array(z.object({ id: z.string(), title: z.string() })),
    recordKind: z.string(),
    activities: z.array(z.object({ id, title: z.string(), on: day })),
    actions: z.array(action),
  }),
})
export type HandbookPage = z.output<NonNullable<typeof handbookPage.reply>>

export const newHandbookEntry = z.object({
  key: requestKey,
  on: day,
  kind: z.string().max(40),
  title: z.string().trim().min(2, '标题至少 2 个字').max(60, '标题最多 60 个字'),
  text: z.string().trim().max(2000, '最多 2000 字'),
  activity: id.nullable().default(null),
  /** A work of the teacher's that holds the files. */
  work: id.nullable().default(null),
})
export type NewHandbookEntry = z.output<typeof newHandbookEntry>

export const writeHandbookEntry = route({
  method: 'POST',
  path: '/api/handbook-entries',
  roles: [...editors, 'teacher'],
  summary: '教师自己写一条手册记录，可写在参加过的活动上',
  body: newHandbookEntry,
  reply: z.object({ id }),
})

export const withdrawHandbookEntry = route({
  method: 'POST',
  path: '/api/handbook-entries/:id/withdraw',
  roles: [...editors, 'teacher'],
  summary: '撤回自己写的一条手册记录',
  params: z.object({ id }),
  body: z.object({ key: requestKey }),
  reply: done,
})

export const handbookFile = route({
  method: 'GET',
  path: '/api/handbooks/:person/:year/:format',
  roles: [...desk, 'teacher'],
  summary: '一名教师一年的行动手册，Word 或 PDF',
  params: personYear.extend({ format: z.enum(['docx', 'pdf']) }),
})
