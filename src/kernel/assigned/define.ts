import type { AssignedFacts } from '#kernel/case/define.ts'

/** What a region's definition may say to assigned projects: which case schools hand their plan in with, and its fields. */
export type AssignedRules = {
  system: string
  /** The form that an accepted project begins with. */
  form(project: AssignedFacts): Record<string, string | number>
}
