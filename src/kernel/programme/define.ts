/**
 * What a system may say to the programme mechanism: the only file of it that a definition imports. A definition is
 * data and plain functions that return words; it knows nothing of the database, of pages or of other systems.
 */
import * as z from 'zod'
import type { FigureId } from '#contract/figures.ts'
import { SYSTEMS } from '#contract/vocabulary.ts'
import type { Role, System } from '#contract/vocabulary.ts'

/** The world of the desk's menu in which a system is found. */
export type Menu = 'training' | 'school-based' | 'research'

/** What a rule may know of an activity that was not cancelled. */
export type ActivityFacts = {
  title: string
  /** 阶段 by id; null where it names none that the definition knows. */
  phase: string | null
  /** Calendar days that it touches. */
  days: number
  /** 学时 of the whole activity. */
  hours: number
}

/** What a rule may know of a programme: counted from its records. */
export type ProgrammeFacts = {
  activities: readonly ActivityFacts[]
  /** Distinct people by role. */
  people: Readonly<Record<Role, number>>
  /** Distinct schools of the trainees. */
  schools: number
  /** Works handed in, by kind 类型. */
  works: ReadonlyMap<string, number>
  /** 计划人数; null where none is set. */
  places: number | null
  /** 网络学时 that each trainee completed in the programme's year. */
  onlineHours: readonly number[]
  /** Days from the programme's start to the start of its first activity; null while either is unknown. */
  daysToFirst: number | null
}

/** One rule: how people say it, with this year's numbers, and what breaks it, in words; null is in order. */
export type Rule<P> = {
  says: (params: P) => string
  breaks: (facts: ProgrammeFacts, params: P) => string | null
}

/** How many of a work a phase asks for. */
export type WorksPer = 'programme' | 'activity' | 'school' | 'trainee'

/** 阶段: a stretch of a programme with the works that belong to it. */
export type Phase = {
  title: string
  /** Kinds of works, in the words under which they are handed in. */
  works?: readonly string[]
  /** One of each kind of work per what; per programme if left out. */
  per?: WorksPer
  /** Whether people meet in it: then it needs an activity. */
  meets: boolean
}

/** What a definition says. */
export type Given<P extends z.ZodObject> = {
  id: System
  /** Raised whenever the shape or a rule changes. */
  rev: number
  menu: Menu
  /** One sentence: what it is for. */
  about: string
  /** The page with the rules, numbers and sources. */
  basis: string
  /** This year's numbers, each with its default and described in a few words. */
  params: P
  /** What the roles are called here. */
  roles: Partial<Record<Role, string>>
  phases: Record<string, Phase>
  /** The phase of an activity that names none. */
  usualPhase?: string
  rules: readonly Rule<z.output<P>>[]
  /** Why an activity of this title does not belong to the system; null is fine. */
  refuses?: (title: string, params: z.output<P>) => string | null
  credit: { category: string | null }
  /** What must be on file at the end. */
  archive: readonly string[]
  figures: readonly FigureId[]
}

/** A definition with its parameters' type closed over, as the mechanism keeps it. */
export type ProgrammeDefinition = Omit<Given<z.ZodObject>, 'params' | 'rules' | 'refuses'> & {
  title: string
  params: z.ZodObject
  /** The definition as it was written, for its fingerprint. */
  given: object
  /** The rules as people say them, with the numbers given. @throws ZodError when they do not fit the schema. */
  says: (params: unknown) => string[]
  /** What is not in order. @throws ZodError as above. */
  findings: (facts: ProgrammeFacts, params: unknown) => string[]
  /** Why an activity of this title does not belong here; null is fine. @throws ZodError as above. */
  refusalOf: (title: string, params: unknown) => string | null
}

/** Numbers that every system has; each is described in the words of the people who set it. */
export const commonParams = {
  hoursPerDay: z.number().positive().default(8).describe('一天最多计的学时'),
  opensBefore: z.int().min(0).max(720).default(30).describe('签到提前开放的分钟数'),
  lateAfter: z.int().min(0).max(720).default(10).describe('开始多少分钟后签到算迟到'),
}

/** States a system; its title is the word of the shared vocabulary. */
export function defineProgramme<P extends z.ZodObject>(given: Given<P>): ProgrammeDefinition {
  const { rules, refuses, params, ...rest } = given
  return {
    ...rest,
    title: SYSTEMS[given.id],
    params,
    given,
    says: (values) => {
      const known = params.parse(values)
      return rules.map((rule) => rule.says(known))
    },
    findings: (facts, values) => {
      const known = params.parse(values)
      return rules.map((rule) => rule.breaks(facts, known)).filter((words) => words !== null)
    },
    refusalOf: (title, values) => refuses?.(title, params.parse(values)) ?? null,
  }
}

/** Calls `what` with the first few of `names` and their number: 《甲》《乙》等 5 个活动. */
export function listing(names: readonly string[], what: string): string {
  const shown = names
    .slice(0, 3)
    .map((name) => `《${name}》`)
    .join('')
  return names.length > 3 ? `${shown}等 ${names.length} 个${what}` : shown
}

/** The rule of every system: an activity is not worth more 学时 than its days can hold. */
export const hoursFitDays: Rule<{ hoursPerDay: number }> = {
  says: ({ hoursPerDay }) => `每天最多计 ${hoursPerDay} 学时。`,
  breaks: ({ activities }, { hoursPerDay }) => {
    const over = activities.filter((activity) => activity.hours > activity.days * hoursPerDay)
    if (over.length === 0) return null
    return `${listing(
      over.map((activity) => activity.title),
      '活动',
    )}的学时超过每天 ${hoursPerDay} 学时，请核对活动的学时或起止时间。`
  },
}
