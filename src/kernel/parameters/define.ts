import type * as z from 'zod'
import type { difference } from '#contract/parameters.ts'
import type { Work } from '#kernel/call.ts'

/** A system's numbers by name, as its schema gave them. */
export type Values = Record<string, unknown>

/** Records of a year that were out of order, or refused, and those that would have been. */
export type Difference = {
  /** What is counted: 个项目, 件事项. */
  unit: string
  total: number
  was: number
  would: number
  /** Those that come out otherwise. */
  rows: z.infer<typeof difference>[]
}

/** Whatever has numbers that a region sets by year: a system, or a mechanism that asks for some of its own. */
export type Numbered = {
  id: string
  title: string
  /** The world of the menu in which it is found. */
  menu: string
  /** One sentence: what it is for. */
  about: string
  /** The page with the rules, numbers and sources. */
  basis: string
  /** Each number with its default, described in the words of the people who set it. */
  params: z.ZodObject
  /** The rules as people say them, with the numbers given. */
  says(values: Values): string[]
  /** What other numbers would have made of a year; null where records are not judged by them. */
  whatIf: ((work: Work, year: number, before: Values, after: Values) => Promise<Difference>) | null
}
