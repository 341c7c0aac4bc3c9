import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import type { AttendanceStatus, RosterRow } from '#contract/activity.ts'
import type { Work } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'
import { unitsOfPeopleOn } from './units-of-people.ts'

/** One letter a status, as the desk's sheet shows it. */
export const MARKS: Record<AttendanceStatus, string> = { present: 'P', late: 'L', leave: 'V', absent: 'A' }
const NO_MARK = '-'

type Person = { person_id: string; name: string; role: RosterRow['role']; recognised: boolean }
type Marks = {
  person_id: string
  /** "1:present,3:late" */
  marks: string
  shared: boolean
  uploaded_late: boolean
}

/** The people of an activity whom the caller may see, with their marks; and their units' names by code. */
export type Roster = { rows: RosterRow[]; units: Record<string, string> }

/**
 * Reads a roster, one row a person and role, in the order of the teachers' file. People, marks and units are read apart
 * and put together here: under row-level security the database takes each for one row and would compare all with all.
 */
export async function rosterOf(
  work: Work,
  activity: { id: string; slots: number; endsAt: Date },
): Promise<Roster> {
  const people = await readPeople(work, activity.id)
  const marks = new Map((await readMarks(work, activity.id)).map((row) => [row.person_id, row]))
  const ids = people.map((row) => row.person_id)
  const unitsOf = await unitsOfPeopleOn(work, ids, dayAt(activity.endsAt))
  const units: Record<string, string> = {}
  const rows = people.map((row) => {
    const own = marks.get(row.person_id)
    const unit = unitsOf.get(row.person_id) ?? { code: '', name: '' }
    units[unit.code] = unit.name
    return {
      p: row.person_id,
      name: row.name,
      unit: unit.code,
      role: row.role,
      marks: lettersOf(own?.marks ?? null, activity.slots),
      recognised: row.recognised,
      sharedDevice: own?.shared ?? false,
      uploadedLate: own?.uploaded_late ?? false,
    }
  })
  return { rows, units }
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

function readPeople({ tx, caller }: Work, activity: string): Promise<Person[]> {
  return kept(
    tx,
    sql<Person>`select p.person_id, n.name, p.role, p.recognised
      from participation p join person n on n.region_id = p.region_id and n.id = p.person_id
      where p.region_id = ${caller.region} and p.activity_id = ${activity}
      order by n.file_order, p.person_id, p.role`,
  )
}

function readMarks({ tx, caller }: Work, activity: string): Promise<Marks[]> {
  return kept(
    tx,
    sql<Marks>`
    with sheet as materialized (
      select person_id, slot, status, device, uploaded_late from attendance
      where region_id = ${caller.region} and activity_id = ${activity}
    ), shared as (
      select device from sheet where device is not null group by device having count(distinct person_id) > 1
    )
    select person_id, string_agg(slot || ':' || status, ',') as marks, bool_or(uploaded_late) as uploaded_late,
      coalesce(bool_or(device in (select device from shared)), false) as shared
    from sheet group by person_id`,
  )
}
