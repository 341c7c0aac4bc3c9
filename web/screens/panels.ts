import type { projectApproval } from '#systems/project-approval.ts'
import type { teacherHonour } from '#systems/teacher-honour.ts'
import type { travelClaim } from '#systems/travel-claim.ts'
import { definePanels } from '../engine/panels.ts'
import type { Panels } from '../engine/panels.ts'
import { RoundPlaces } from './cases/round-places.tsx'
import { Reckoning } from './money/reckoning.tsx'
import { CaseChecks } from './school-based/case-checks.tsx'

/** The panels that are made by hand, by system; a stage without one is drawn by the engine alone. */
const PANELS: Readonly<Record<string, Panels>> = {
  'project-approval': definePanels<typeof projectApproval>({
    report: CaseChecks,
    inspect: CaseChecks,
    recognise: CaseChecks,
  }),
  'teacher-honour': definePanels<typeof teacherHonour>({ decision: RoundPlaces }),
  'travel-claim': definePanels<typeof travelClaim>({
    claim: Reckoning,
    check: Reckoning,
    approve: Reckoning,
    pay: Reckoning,
  }),
}

/** The panels of a system by stage. */
export function panelsOf(system: string): Panels {
  return PANELS[system] ?? {}
}
