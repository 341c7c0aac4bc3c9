import { sql } from 'kysely'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import type { AssignedFacts } from '#kernel/case/define.ts'

/** A project as the centre set it. */
export type ProjectRow = AssignedFacts & {
  id: string
  year: number
  acceptUntil: Day
  document: string | null
}
type Row = Omit<ProjectRow, 'hours'> & { hours: string }

const COLUMNS = sql`p.id, p.year, p.subject, p.topic, p.goal, p.hours, p.from_on as "from", p.until_on as until,
  p.accept_until as "acceptUntil", p.document`
const read = (row: Row): ProjectRow => ({ ...row, hours: Number(row.hours) })

/** The projects of a year. */
export async function projectsOf({ tx, caller }: Work, year: number): Promise<ProjectRow[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} from assigned_project p
    where p.region_id = ${caller.region} and p.year = ${year} order by p.subject, p.topic`.execute(tx)
  return rows.map(read)
}

/** One project. */
export async function findProject({ tx, caller }: Work, id: string): Promise<ProjectRow | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from assigned_project p
    where p.region_id = ${caller.region} and p.id = ${id}`.execute(tx)
  return rows.map(read)[0]
}

/** A school that must take part. */
export type SchoolRow = {
  project: string
  unitId: string
  code: string
  name: string
  caseId: string | null
  acceptedAt: Date | null
  number: string | null
  status: string | null
  stage: string | null
  ending: string | null
}

/** The schools in view of some projects; a draft is its school's own. */
export async function schoolsOf({ tx, caller }: Work, projects: readonly string[]): Promise<SchoolRow[]> {
  const { rows } = await sql<SchoolRow>`select a.project_id as project, a.unit_id as "unitId", u.code,
      coalesce(s.name, u.code) as name, a.case_id as "caseId", a.accepted_at as "acceptedAt", c.number, c.status, c.stage, c.ending
    from assigned_school a join unit u on u.region_id = a.region_id and u.id = a.unit_id
    left join case_record c on c.region_id = a.region_id and c.id = a.case_id
    left join lateral (select name from unit_state s where s.region_id = a.region_id and s.unit_id = a.unit_id
      order by lower(s.valid) desc nulls last limit 1) s on true
    where a.region_id = ${caller.region} and a.project_id = any (${projects}::uuid[]) order by u.code`.execute(
    tx,
  )
  return rows
}

/** Writes a project with the schools that must take part. */
export async function insertProject(
  { tx }: Work,
  project: ProjectRow,
  schools: readonly string[],
): Promise<void> {
  await sql`insert into assigned_project (id, year, subject, topic, goal, hours, from_on, until_on, accept_until, document)
    values (${project.id}, ${project.year}, ${project.subject}, ${project.topic}, ${project.goal}, ${project.hours},
      ${project.from}, ${project.until}, ${project.acceptUntil}, ${project.document})`.execute(tx)
  await sql`insert into assigned_school (project_id, unit_id)
    select ${project.id}, unnest(${schools}::uuid[])`.execute(tx)
}

/**
 * Notes that a school has accepted, and the case in which it hands in its plan. @returns false where it has accepted
 * meanwhile, in another case.
 */
export async function noteAccepted(
  { tx, caller, now }: Work,
  project: string,
  unit: string,
  caseId: string,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update assigned_school set case_id = ${caseId}, accepted_at = ${now}, accepted_by = ${caller.actor}
    where region_id = ${caller.region} and project_id = ${project} and unit_id = ${unit} and case_id is null`.execute(
      tx,
    )
  return numAffectedRows === 1n
}
