import { CREDIT_CATEGORIES } from '#contract/vocabulary.ts'

/** One category of a year's policy; decimals as plain strings, exact. */
export type PolicyRule = {
  year: number
  category: string
  /** 年度要求, credits. */
  required: string
  /** 学时每学分. */
  hoursPerCredit: string
  /** 单项上限, credits of one item; null is no ceiling. */
  ceiling: string | null
  /** 最低出勤率; null is the default of recognition. */
  leastRate: string | null
}

/** 网络学时 of outside platforms are credited here. Source: exchange workbook, "How it counts". */
export const ONLINE_CATEGORY = CREDIT_CATEGORIES[1]

/** What a credit can come from: never one without such a record. */
export const SOURCE_KINDS = ['participation', 'online-study'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]
