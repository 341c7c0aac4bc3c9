import type { Database } from '#db/open.ts'
import { newId } from '#lib/ids.ts'
import type { County } from '#test/people/county.ts'

/** A training above the county that teachers were sent to in January, and who passed it on at school A in February 2026. */
export async function sendOut(
  db: Database,
  county: County,
  people: { sent: readonly string[]; passedOn: readonly string[] },
): Promise<string> {
  const sentTo = newId()
  const passedOn = newId()
  await activity(db, county, sentTo, 'group-training', 'national', 'R', [
    '2026-01-12 08:00',
    '2026-01-14 17:00',
  ])
  await activity(db, county, passedOn, 'cascade-training', 'school', 'A', [
    '2026-02-03 08:00',
    '2026-02-03 12:00',
  ])
  for (const name of people.sent) await takesPart(db, county, sentTo, name, 'trainee')
  for (const name of people.passedOn) await takesPart(db, county, passedOn, name, 'lecturer')
  return sentTo
}

/** A programme with one activity, called after its system. */
async function activity(
  db: Database,
  { region, units }: County,
  id: string,
  system: string,
  level: string,
  unit: string,
  times: readonly [string, string],
): Promise<void> {
  const programme = newId()
  await db.admin.query(
    `insert into programme (region_id, id, code, title, system, level, year, organiser_id) values ($1, $2, $3, $3, $3, $4, 2026, $5)`,
    [region, programme, system, level, units.get(unit)],
  )
  await db.admin.query(
    `insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots) values ($1, $2, $3, $4, $5, $6, $7, 8, 1)`,
    [region, id, programme, system, `${system}活动`, ...times.map((time) => `${time}+08`)],
  )
}

async function takesPart(
  db: Database,
  { region, people }: County,
  id: string,
  name: string,
  role: string,
): Promise<void> {
  await db.admin.query(
    `insert into participation (region_id, activity_id, person_id, role, attended, recognised) values ($1, $2, $3, $4, 1, true)`,
    [region, id, people.get(name), role],
  )
}
