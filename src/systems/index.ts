import type { CaseDefinition } from '#kernel/case/define.ts'
import type { ProgrammeDefinition } from '#kernel/programme/define.ts'
import { cascadeTraining } from './cascade-training.ts'
import { groupTraining } from './group-training.ts'
import { lessonObservation } from './lesson-observation.ts'
import { projectApproval } from './project-approval.ts'
import { qualification } from './qualification.ts'
import { ruralTeachingVisit } from './rural-teaching-visit.ts'
import { schoolBasedProject } from './school-based-project.ts'
import { teacherHonour } from './teacher-honour.ts'
import { teacherWorkshop } from './teacher-workshop.ts'
import { titleExit } from './title-exit.ts'
import { travelClaim } from './travel-claim.ts'

/** The systems that have a definition, in the order of the menu. */
export const programmeSystems: readonly ProgrammeDefinition[] = [
  groupTraining,
  cascadeTraining,
  ruralTeachingVisit,
  teacherWorkshop,
  schoolBasedProject,
  lessonObservation,
]

/** The systems that are cases: applied for, judged, decided and given out, in the order of the menu. */
export const caseSystems: readonly CaseDefinition[] = [
  qualification,
  teacherHonour,
  titleExit,
  projectApproval,
  travelClaim,
]
