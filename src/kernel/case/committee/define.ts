import type { TeacherFacts } from '../define.ts'

/** How many of those who vote must agree: more than half, or two thirds and more. */
export const MAJORITIES = ['过半数', '三分之二以上'] as const
export type Majority = (typeof MAJORITIES)[number]

/** What is asked of those who judge or vote, beyond having no interest in the case. */
export type Eligible<P> = { says(params: P): string; breaks(teacher: TeacherFacts, params: P): string | null }

/**
 * 专家委员会: a check that nobody passes or refuses alone. Its sittings are recorded with their members, and each case is
 * put to the vote of one of them; only systems in rounds have one.
 */
export type Committee<P> = {
  /** What it is called: 教师资格专家审查委员会. */
  title: string
  /** At least so many members are present at a sitting, and so many of those who vote must agree. */
  rules(params: P): { least: number; majority: Majority }
  /** Left out, anybody on file may be a member. */
  eligible?: Eligible<P>
}
