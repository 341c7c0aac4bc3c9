/** What a region's definition may say to the handbook: its parts, the kinds of entries, and which records fill each. */
import * as z from 'zod'

/** 行动手册 in three parts. */
export const handbookPartIds = ['teaching', 'classroom', 'research'] as const
export type PartId = (typeof handbookPartIds)[number]

/** One kind of entry: where it stands, and which records make it. */
export type EntryKind = {
  title: string
  part: PartId
  /** 作品类型 that stand here. */
  works?: readonly string[]
  /** Taking part in activities of these systems in one of these roles; `systems` null is every other system. */
  activities?: { systems: readonly string[] | null; roles: readonly string[] }
  /** Problems that the teacher stated for a round of small topics. */
  problems?: true
  /** Whether teachers may write one themselves. */
  own: boolean
}

/** What a handbook holds. */
export type HandbookRules = {
  title: string
  parts: Readonly<Record<PartId, string>>
  kinds: Readonly<Record<string, EntryKind>>
  /** The kind of what a teacher writes about an activity. */
  record: string
  /** The kind of which the region's numbers ask for so many a month. */
  observed: string
}

/** 教师行动手册: the numbers that a region may set for a year, under the name `handbook`. */
export const handbookParams = z.object({
  entriesPerMonth: z.int().min(0).default(4).describe('每月至少的条目数'),
  observedPerMonth: z.int().min(0).default(1).describe('每月至少听课的节数'),
  restMonths: z.array(z.string()).default(['2', '7', '8']).describe('不作要求的月份'),
  checkedBy: z.int().min(1).max(28).default(10).describe('次月几日前完成月查'),
})
export type HandbookParams = z.output<typeof handbookParams>
