import assert from 'node:assert/strict'
import type { AttendanceStatus } from '#contract/activity.ts'
import { createActivity, type NewActivity } from '#kernel/programme/activities/create.ts'
import { createProgramme, type NewProgramme } from '#kernel/programme/programmes/create.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { Refused } from '#lib/refusal.ts'
import { programmeSystems } from '#systems/index.ts'
import { testDatabase, type Ending } from '#test/harness/database.ts'
import { at, key, makeHall, type Hall, type Who } from './hall.ts'

/** The systems of the program. */
export const systems = new Systems(programmeSystems)
/** Who keeps a school. */
export const school = (unit: string): Who => ({ role: 'school', unit })

/** A hall in a database of its own, which goes with the test. */
export const hallOf = async (ending: Ending): Promise<Hall> => makeHall(await testDatabase(ending))

/** Whether an error is the refusal with this status and code, in such words. */
export function refused(status: number, code: string, words?: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof Refused, String(error))
    assert.deepEqual([error.status, error.refusal.code], [status, code], error.refusal.because)
    if (words !== undefined) assert.match(error.refusal.because, words)
    return true
  }
}

/** A programme as it may be asked for, changed where a test wants it. */
export const programme = (given: Partial<NewProgramme> = {}): NewProgramme => ({
  key: key(),
  title: '新课程培训',
  system: 'group-training',
  level: 'county',
  year: 2025,
  organiser: 'C',
  subject: null,
  stage: null,
  startsOn: null,
  endsOn: null,
  places: null,
  budget: null,
  category: null,
  ...given,
})

/** The same of an activity. */
export const activity = (given: Partial<NewActivity> = {}): NewActivity => ({
  key: key(),
  title: '第一期',
  phase: null,
  startsAt: at('08:30:00').toISOString(),
  endsAt: at('16:30:00').toISOString(),
  place: null,
  hours: 8,
  slots: 2,
  ...given,
})

/** Asks for a programme. */
export const create = (hall: Hall, who: Who, given: Partial<NewProgramme> = {}): Promise<{ id: string }> =>
  hall.as(who, (work) => createProgramme(work, systems, programme(given)))

/** Asks for an activity. */
export const add = (
  hall: Hall,
  who: Who,
  id: string,
  given: Partial<NewActivity> = {},
): Promise<{ id: string }> => hall.as(who, (work) => createActivity(work, systems, id, activity(given)))

/** A mark as the desk types it. */
export const mark = (hall: Hall, name: string, slot: number, status: AttendanceStatus | null) => ({
  p: hall.county.people.get(name) ?? '',
  slot,
  status,
})

/** The credit entries, a line each. */
export async function credits(hall: Hall): Promise<unknown[]> {
  const found = await hall.db.admin.query<{ line: string }>(
    `select p.name || ' ' || e.kind || ' ' || e.amount as line from credit_entry e
     join person p on p.region_id = e.region_id and p.id = e.person_id order by p.name, e.seq`,
  )
  return found.rows.map((row) => row.line)
}
