import { sql } from 'kysely'
import { dayAt } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { ownsAccount } from '#kernel/case/contact.ts'
import { insertNotice, type Addressees } from './write.ts'

/** What a case tells, and to whom. */
export type CaseNotice = {
  caseId: string
  title: string
  words: string
  who: 'applicant' | 'school' | 'cluster' | 'centre'
  personId: string | null
  applicantId: string
  unitId: string | null
}

/**
 * Sends what a decision tells to its addressee, in the name of the program. Whoever applied at the counter has no account:
 * the centre is told, and has it to do to tell the applicant.
 * @returns the notice's id.
 */
export async function notifyOfCase(work: Work, said: CaseNotice): Promise<string> {
  const unreached =
    said.who === 'applicant' && said.personId === null && !(await ownsAccount(work, said.applicantId))
  const { id } = await insertNotice(
    work,
    {
      kind: 'case',
      title: said.title,
      body: said.words,
      unitId: null,
      audience: unreached ? '申请人（没有账号，由中心告知）' : AUDIENCES[said.who],
      dueOn: null,
      pinnedUntil: null,
      link: `/cases/${said.caseId}`,
      circularId: null,
      tellsCase: unreached ? said.caseId : null,
    },
    unreached ? { ...NOBODY, roles: ['officer'], units: null } : await addresseesOf(work, said),
  )
  return id
}

const AUDIENCES = { applicant: '申请人', school: '所在学校', cluster: '所在学区', centre: '中心' } as const
const NOBODY: Addressees = { roles: [], units: [], people: [], accounts: [] }

async function addresseesOf(
  work: Work,
  { who, personId, applicantId, unitId }: CaseNotice,
): Promise<Addressees> {
  if (who === 'applicant') {
    return personId === null ? { ...NOBODY, accounts: [applicantId] } : { ...NOBODY, people: [personId] }
  }
  if (who === 'centre') return { ...NOBODY, roles: ['officer'], units: null }
  if (unitId === null) return NOBODY
  return who === 'school'
    ? { ...NOBODY, roles: ['school'], units: [unitId] }
    : { ...NOBODY, roles: ['cluster'], units: await clusterOf(work, unitId) }
}

async function clusterOf({ tx, caller, now }: Work, unit: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select parent_id as id from unit_state
    where region_id = ${caller.region} and unit_id = ${unit} and valid @> ${dayAt(now)}::date and parent_id is not null`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}
