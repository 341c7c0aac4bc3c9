import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import { savePolicy } from '#kernel/credit/policy.ts'
import { policyOf } from '#kernel/credit/read.ts'
import { policyView } from '#kernel/credit/table.ts'
import { createActivity } from '#kernel/programme/activities/create.ts'
import { changePeople } from '#kernel/programme/activities/roster-change.ts'
import { setTimes } from '#kernel/programme/activities/slot-times.ts'
import { createProgramme } from '#kernel/programme/programmes/create.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { dayAt, instantOf } from '#lib/dates.ts'
import { programmeSystems } from '#systems/index.ts'
import { keyOf } from './demo-key.ts'

const HOURS = 6

/**
 * A training day that takes place today, with the teachers of one school on its roster, so that checking in can be
 * tried at once: by the hall's screen, by a phone, at the desk. Made once a day.
 */
export async function demoToday(
  work: Work,
  given: { policyYear: number; centre: string; school: string },
): Promise<void> {
  const today = dayAt(work.now)
  const year = Number(today.slice(0, 4))
  await policyFor(work, year, given.policyYear)
  const systems = new Systems(programmeSystems)
  const programme = await createProgramme(work, systems, {
    key: keyOf(`programme ${year}`),
    title: `${year}年全县教师研训日`,
    system: 'group-training',
    level: 'county',
    year,
    organiser: given.centre,
    subject: null,
    stage: null,
    startsOn: `${year}-01-01`,
    endsOn: `${year}-12-31`,
    places: 60,
    budget: null,
    category: '集中',
  })
  const at = (time: string): string => instantOf(`${today} ${time}`).toISOString()
  const activity = await createActivity(work, systems, programme.id, {
    key: keyOf(`activity ${today}`),
    title: `教师研训日（${today.slice(5)}）`,
    phase: null,
    startsAt: at('00:00:00'),
    endsAt: at('23:59:00'),
    place: given.centre,
    hours: HOURS,
    slots: 1,
  })
  await setTimes(work, activity.id, 1, {
    opensAt: at('00:00:00'),
    lateAfter: at('23:00:00'),
    closesAt: at('23:58:00'),
  })
  if (await hasRoster(work, activity.id)) return
  const people = await peopleOf(work, given.school)
  await changePeople(work, activity.id, {
    key: keyOf(`roster ${today}`),
    add: people.map((personId) => ({ personId, role: 'trainee' as const })),
    remove: [],
  })
}

/** The rules of the year that the county came with go on. */
async function policyFor(work: Work, year: number, from: number): Promise<void> {
  if ((await policyOf(work, year)).length > 0) return
  const rows = (await policyOf(work, from)).map(policyView)
  await savePolicy(work, year, rows, `沿用 ${from} 年政策`)
}

/** Who teaches at the school may have changed since the day began; whoever was put on the roster stays on it. */
async function hasRoster({ tx, caller }: Work, activity: string): Promise<boolean> {
  const { rows } = await sql`select 1 from participation
    where region_id = ${caller.region} and activity_id = ${activity} limit 1`.execute(tx)
  return rows.length > 0
}

async function peopleOf({ tx, caller, now }: Work, school: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`select s.person_id from person_state s
    join unit u on u.region_id = s.region_id and u.id = s.unit_id and u.code = ${school}
    where s.region_id = ${caller.region} and s.valid @> ${dayAt(now)}::date`.execute(tx)
  return rows.map((row) => row.person_id)
}
