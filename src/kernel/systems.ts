import type { CaseDefinition } from './case/define.ts'
import type { ProgrammeDefinition } from './programme/define.ts'

/** The systems that an instance runs; the mechanisms know none of them by name. */
export type RunningSystems = {
  programmes: readonly ProgrammeDefinition[]
  /** Every rev under which cases may still be open. */
  cases: readonly CaseDefinition[]
}
