import type { Role } from '#contract/route.ts'
import type { Caller } from '#kernel/call.ts'
import type { Office, Subject } from './define.ts'
import type { Who } from './may.ts'
import type { CaseRecord } from './store.ts'

/** Somebody for whom the caller acts today by a delegation. */
export type Absent = { account: string; name: string; role: Role; unit: string | null; person: string | null }

/** The same with the units of the role: the unit and all below it, none for a role of the whole region. */
export type Away = Absent & { units: readonly string[] }

/** The parts of a case that decide who acts on it. */
export type Concerned = Pick<CaseRecord, 'applicantId' | 'personId' | 'unitId'> & {
  subject: Subject
  /** Whether it stands where it is raised against the one whom it is about, who has no hand in that. */
  raising: boolean
}

type Actor = Pick<Caller, 'role' | 'unit' | 'person' | 'account'>

/** What a caller is to a case: by their own role, and where that gives nothing by those they stand in for. */
export function whoIs(
  caller: Actor,
  absent: readonly Away[],
  concerned: Concerned,
  needed: Office | null,
): Who {
  const own = officesOf(caller, concerned)
  const barred = isOwn(caller, concerned)
  const from =
    needed === null || own.includes(needed)
      ? undefined
      : absent.find((one) => covers(one, concerned) && officesOf(one, concerned).includes(needed))
  if (from === undefined) return { offices: own, own: barred, standsFor: null }
  return {
    offices: [...own, ...officesOf(from, concerned).filter((office) => office !== 'applicant')],
    own: barred || isOwn(from, concerned),
    standsFor: from.name,
  }
}

/** A delegate may see more than who is away: of that, only what belongs to the units of who is away is dealt with. */
function covers({ role, units }: Away, { unitId }: Concerned): boolean {
  return role === 'officer' || role === 'leader' || (unitId !== null && units.includes(unitId))
}

/** The offices that somebody holds for a case that they see. */
function officesOf(
  { role, unit, person, account }: Actor,
  { applicantId, personId, unitId, subject, raising }: Concerned,
): Office[] {
  const applies =
    account === applicantId ||
    (person !== null && person === personId && !raising) ||
    (subject === 'school' && role === 'school' && unit === unitId)
  const offices: Office[] = applies ? ['applicant'] : []
  if (role === 'officer' || role === 'system') return [...offices, 'centre']
  if (role === 'leader') return [...offices, 'bureau']
  if (role === 'cluster') return [...offices, 'cluster']
  return role === 'school' && unit === unitId && subject !== 'school' ? [...offices, 'school'] : offices
}

/** Nobody decides on a case of their own; who entered it for somebody else at the counter does. */
function isOwn(
  { role, person, account, unit }: Actor,
  { applicantId, personId, unitId, subject }: Concerned,
): boolean {
  if (person !== null && person === personId) return true
  if (role === 'teacher' || role === 'applicant') return account === applicantId
  return subject === 'school' && role === 'school' && unit === unitId
}
