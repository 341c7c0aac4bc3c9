/**
 * What a system may say to the mechanism of titles: the pyramid with its goals, what holders of a title owe each year
 * and by which records it is proved, and what they are paid by the result of the appraisal. A definition is data and
 * plain functions; like the other definitions, it declares them as methods, and the mechanism hands in parameters that
 * it has checked.
 */
import type * as z from 'zod'

/** From which records a duty is counted: the closed set. */
export type DutyRecords =
  | { kind: 'activity'; roles: readonly ('lecturer' | 'team')[]; systems: readonly string[] }
  | { kind: 'pairing' }
  | { kind: 'work' }

/** What holders of a title owe each year. */
export type Duty<P> = {
  /** Short and stable: it is the indicator's id in the appraisal, too. */
  id: string
  title: string
  /** 节, 人, 次 … */
  unit: string
  records: DutyRecords
  /** So many a year of a title; 0 where it does not owe it. */
  needed(params: P, title: string): number
  /** 分值 in the appraisal. */
  points: number
}

/** A layer of the pyramid. */
export type Tier<P> = {
  id: string
  title: string
  about: string
  titles: readonly string[]
  goal(params: P): number
}

/** 等次 of the yearly appraisal, the best first. */
export type TitleBand = {
  id: string
  title: string
  least: string
  share: string | null
  despiteVeto: boolean
}

/** What a definition says. */
export type GivenTitles<P extends z.ZodObject> = {
  id: string
  title: string
  menu: string
  /** One sentence: what it is for. */
  about: string
  /** The page with the rules, numbers and sources. */
  basis: string
  params: P
  /** The base that has no title, by its name. */
  base: { title: string; about: string }
  tiers: readonly Tier<z.output<P>>[]
  /** A short name of each title for the code of its standards. */
  codes: Readonly<Record<string, string>>
  duties: readonly Duty<z.output<P>>[]
  /** What judges score besides what records prove, with its points. */
  beside: readonly { id: string; title: string; points: number; says: string }[]
  /** 一票否决. */
  vetoes: readonly { id: string; title: string }[]
  bands: readonly TitleBand[]
  /** 元 a year for a title by its 等次; 0 pays nothing. */
  rate(params: z.output<P>, title: string, band: string): number
  /** Whether who holds several titles is paid the highest allowance only. */
  highestOnly(params: z.output<P>): boolean
  /** The 等次 with which a title should be ended. */
  failing: string
  /** The system of cases by which a title is ended. */
  exit: string
  /** The rules as people say them. */
  says(params: z.output<P>): string[]
}
export type TitleDefinition = GivenTitles<z.ZodObject>

/** Titles that end within so many days are told ahead: a new selection takes weeks. */
export const ENDING_DAYS = 60

/** States a system of titles. */
export function defineTitles<P extends z.ZodObject>(given: GivenTitles<P>): TitleDefinition {
  return given
}

/** All titles of a definition, from the body of the pyramid to its tip. */
export function titlesOf({ tiers }: TitleDefinition): string[] {
  return tiers.flatMap(({ titles }) => titles)
}
