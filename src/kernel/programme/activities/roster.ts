import { sql } from 'kysely'
import type { AttendanceStatus, RosterRow } from '#contract/activity.ts'
import type { Work } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'
import { unitNameOn, unitOfPersonOn } from '../sql.ts'

/** One letter a status, as the desk's sheet shows it. */
export const MARKS: Record<AttendanceStatus, string> = { present: 'P', late: 'L', leave: 'V', absent: 'A' }
const NO_MARK = '-'

type Row = {
  person_id: string
  name: string
  unit_code: string | null
  unit_name: string | null
  role: RosterRow['role']
  recognised: boolean
  /** "1:present,3:late" */
  marks: string | null
  shared: boolean
  uploaded_late: boolean
}

/** The people of an activity whom the caller may see, with their marks; and their units' names by code. */
export type Roster = { rows: RosterRow[]; units: Record<string, string> }

/** Reads a roster, one row a person and role, in the order of the teachers' file. */
export async function rosterOf(
  work: Work,
  activity: { id: string; slots: number; endsAt: Date },
): Promise<Roster> {
  const rows = await readRoster(work, activity.id, dayAt(activity.endsAt))
  const units: Record<string, string> = {}
  const people = rows.map((row) => {
    const unit = row.unit_code ?? ''
    units[unit] = row.unit_name ?? unit
    return {
      p: row.person_id,
      name: row.name,
      unit,
      role: row.role,
      marks: lettersOf(row.marks, activity.slots),
      recognised: row.recognised,
      sharedDevice: row.shared,
      uploadedLate: row.uploaded_late,
    }
  })
  return { rows: people, units }
}

/** One letter a slot from "1:present,3:late". */
export function lettersOf(marks: string | null, slots: number): string {
  const letters = Array.from({ length: slots }, () => NO_MARK)
  for (const mark of marks?.split(',') ?? []) {
    const [slot, status] = mark.split(':')
    const letter = Object.entries(MARKS).find(([known]) => known === status)?.[1]
    if (letter !== undefined && Number(slot) <= slots) letters[Number(slot) - 1] = letter
  }
  return letters.join('')
}

async function readRoster({ tx, caller }: Work, activity: string, day: string): Promise<Row[]> {
  const on = sql`${day}::date`
  const { rows } = await sql<Row>`
    with people as materialized (
      select p.person_id, p.role, p.recognised, n.name, n.file_order,
        ${unitOfPersonOn(caller.region, 'p.person_id', on)} as unit_id
      from participation p join person n on n.region_id = p.region_id and n.id = p.person_id
      where p.region_id = ${caller.region} and p.activity_id = ${activity}
    ), units as (
      select u.id, u.code, ${unitNameOn(caller.region, 'u.id', on)} as name from unit u
      where u.region_id = ${caller.region} and u.id in (select unit_id from people)
    ), sheet as materialized (
      select person_id, slot, status, device, uploaded_late from attendance
      where region_id = ${caller.region} and activity_id = ${activity}
    ), shared as (
      select device from sheet where device is not null group by device having count(distinct person_id) > 1
    ), marks as (
      select person_id, string_agg(slot || ':' || status, ',') as marks,
        bool_or(device in (select device from shared)) as shared, bool_or(uploaded_late) as uploaded_late
      from sheet group by person_id
    )
    select p.person_id, p.name, u.code as unit_code, u.name as unit_name, p.role, p.recognised, m.marks,
      coalesce(m.shared, false) as shared, coalesce(m.uploaded_late, false) as uploaded_late
    from people p left join units u on u.id = p.unit_id left join marks m on m.person_id = p.person_id
    order by p.file_order, p.person_id, p.role`.execute(tx)
  return rows
}
