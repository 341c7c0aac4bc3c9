import type { Role, Route } from '#contract/route.ts'
import type { CaseOwner, CaseRecords } from './case-fixture.ts'
import type { ExamRecords } from './need-fixture.ts'
import type { County, StaffName, UnitName, UnitRecords } from './fixture.ts'

/** How what is asked for stands to who asks. */
export const RELATIONS = ['own', 'same school', 'other school', 'other region', 'level above'] as const
export type Relation = (typeof RELATIONS)[number]

/** What a route is about: which id of the subject its request names. */
export const ABOUT = ['unit', 'person', 'account', 'region', 'case'] as const
export type About = (typeof ABOUT)[number]

/** Something to ask for: a unit with its records, a person, an account, a case, what a region has one of. */
export type Subject = {
  unit: UnitRecords
  person: string
  account: string
  batch: string
  case: CaseRecords
  notice: string
  exams: ExamRecords
  sitting: string
  need: string
}

const OWN_UNIT: Record<Role, UnitName> = {
  officer: 'root',
  leader: 'root',
  cluster: 'c1',
  school: 'a',
  teacher: 'a',
  applicant: 'a',
}
const UNIT_ABOVE: Record<Role, UnitName> = {
  officer: 'root',
  leader: 'root',
  cluster: 'root',
  school: 'c1',
  teacher: 'c1',
  applicant: 'c1',
}
const ABOVE: Record<Role, StaffName & Role> = {
  officer: 'leader',
  leader: 'officer',
  cluster: 'officer',
  school: 'cluster',
  teacher: 'cluster',
  applicant: 'officer',
}

/** The case is the person's, or the applicant's own: who is not on file stands beside the teacher. */
const at = (county: County, unit: UnitName, person: CaseOwner, account: Role): Subject => ({
  unit: county.units[unit],
  person: county.people[person === 'applicant' ? 'teacher' : person].id,
  account: county.accounts[account],
  batch: county.batch,
  case: county.cases[person],
  notice: county.notice,
  exams: county.exams,
  sitting: county.sitting,
  need: county.needs[person],
})

/** The subject in this relation to a role of the home county. */
export function subjectOf(role: Role, relation: Relation, home: County, other: County): Subject {
  switch (relation) {
    case 'own':
      return at(home, OWN_UNIT[role], role, role)
    case 'same school':
      return at(home, 'a', 'colleague-a', 'teacher')
    case 'other school':
      return at(home, 'c', 'colleague-c', 'cluster')
    case 'other region':
      return at(other, 'a', 'colleague-a', 'teacher')
    case 'level above':
      return at(home, UNIT_ABOVE[role], ABOVE[role], ABOVE[role])
  }
}

/**
 * The relations to look at: none but the own where a route is about nothing; two where the role may not use the route
 * at all, since then it is refused before anything is looked up.
 */
export function relationsFor(route: Route, about: About | null, role: Role): readonly Relation[] {
  if (about === null) return ['own']
  return route.roles === 'anyone' || route.roles.includes(role) ? RELATIONS : ['own', 'other region']
}
