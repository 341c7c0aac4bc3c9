import type * as z from 'zod'
import type { assignedProjects } from '#contract/assigned.ts'
import { actionOf } from '#kernel/action.ts'
import type { Work } from '#kernel/call.ts'
import type { Cases } from '#kernel/case/registry.ts'
import { stageOf } from '#kernel/case/steps.ts'
import { dayAt } from '#lib/dates.ts'
import { refuseAccepting } from './decide.ts'
import type { AssignedRules } from './define.ts'
import { projectsOf, schoolsOf, type ProjectRow, type SchoolRow } from './store.ts'

type Reply = z.input<NonNullable<typeof assignedProjects.reply>>

/** The projects of a year with the schools in view; a school sees those that name it. */
export async function assignedPageOf(
  work: Work,
  cases: Cases,
  rules: AssignedRules,
  year: number,
): Promise<Reply> {
  const all = await projectsOf(work, year)
  const schools = await schoolsOf(
    work,
    all.map(({ id }) => id),
  )
  const { role } = work.caller
  const shown = all.filter(({ id }) => role !== 'school' || schools.some(({ project }) => project === id))
  const stateWord = (row: SchoolRow): string => stateOf(cases, rules.system, row)
  return {
    projects: shown.map((project) => projectOf(work, project, schools, stateWord)),
    actions: [actionOf('assign', role === 'officer' ? null : '指定项目由中心下达。')],
  }
}

function projectOf(
  { caller, now }: Work,
  project: ProjectRow,
  all: readonly SchoolRow[],
  stateWord: (row: SchoolRow) => string,
): Reply['projects'][number] {
  const today = dayAt(now)
  const schools = all.filter((one) => one.project === project.id)
  const own = schools.find(({ unitId }) => unitId === caller.unit)
  const { acceptUntil } = project
  const standing = { named: own !== undefined, accepted: own?.caseId != null, acceptUntil }
  return {
    ...project,
    schools: schools.map((school) => ({
      unit: { code: school.code, name: school.name },
      state: school.caseId === null ? null : stateWord(school),
      case:
        school.caseId === null || school.number === null
          ? null
          : { id: school.caseId, number: school.number },
      acceptedAt: school.acceptedAt?.toISOString() ?? null,
      late: school.acceptedAt === null && acceptUntil < today,
    })),
    actions: [actionOf('accept', refuseAccepting(caller.role, standing, today)?.because ?? null)],
  }
}

/** Where a school's case stands; one that is being filled in is seen by the school alone. */
function stateOf(cases: Cases, system: string, { status, stage, ending }: SchoolRow): string {
  const definition = cases.find(system)
  if (status === null || status === 'draft' || definition === undefined) return '已承接，填写方案'
  if (status === 'ended') return definition.endings[ending as keyof typeof definition.endings]
  const title = stage === null ? '' : stageOf(definition, stage).title
  return status === 'returned' ? `${title}（退回补正）` : title
}
