import type { CaseDefinition } from './case/define.ts'
import { numbersOf as caseNumbers } from './case/numbers.ts'
import { Cases } from './case/registry.ts'
import { documentNumbers } from './document/numbers.ts'
import { handbookNumbers } from './handbook/numbers.ts'
import type { Numbered } from './parameters/define.ts'
import type { ProgrammeDefinition } from './programme/define.ts'
import { numbersOf as programmeNumbers } from './programme/numbers.ts'
import { worksNumbers } from './works/numbers.ts'

/** The systems that an instance runs; the mechanisms know none of them by name. */
export type RunningSystems = {
  programmes: readonly ProgrammeDefinition[]
  /** Every rev under which cases may still be open. */
  cases: readonly CaseDefinition[]
}

/** Everything whose numbers a region sets by year, in the order in which it is listed. */
export function numbered({ programmes, cases }: RunningSystems): Numbered[] {
  const known = new Cases(cases)
  return [
    ...programmes.map(programmeNumbers),
    ...known.newest.map((system) => caseNumbers(known, system)),
    documentNumbers,
    worksNumbers,
    handbookNumbers,
  ]
}
