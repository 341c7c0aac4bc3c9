import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import type { CaseAction } from '#contract/case.ts'
import type { Form } from '#kernel/case/form.ts'
import { claimRows, gradeCascade } from '#kernel/money/claims.ts'
import { saveSheet } from '#kernel/programme/activities/attendance.ts'
import { createActivity } from '#kernel/programme/activities/create.ts'
import { changePeople } from '#kernel/programme/activities/roster-change.ts'
import { createProgramme } from '#kernel/programme/programmes/create.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { addDays, dayAt, instantOf, yearOf } from '#lib/dates.ts'
import { programmeSystems } from '#systems/index.ts'
import type { Player } from './demo-cast.ts'
import { keyOf } from './demo-key.ts'

const systems = new Systems(programmeSystems)
/** So many days ago: the journey, and what was passed on of it. */
const WENT = 40
const PASSED_ON = 20

/**
 * Three teachers of the cast's school were sent to a training of the city and held second-level trainings at home; two
 * of these have a grade. Made once.
 */
export async function demoJourneys(
  work: Work,
  given: { centre: string; school: string; teacher: string | undefined },
): Promise<void> {
  const people = await sentOut(work, given)
  if (people.length < 3 || (await isThere(work))) return
  const went = addDays(dayAt(work.now), -WENT)
  const journey = await held(work, {
    system: 'group-training',
    level: 'city',
    organiser: given.centre,
    title: TITLE,
    activity: JOURNEY,
    from: went,
    until: addDays(went, 2),
    hours: 24,
    people: people.map((personId) => ({ personId, role: 'trainee' })),
  })
  const passed = addDays(dayAt(work.now), -PASSED_ON)
  await held(work, {
    system: 'cascade-training',
    level: 'school',
    organiser: given.school,
    title: '校内二级培训：课堂教学研修',
    activity: '把课堂观察用起来',
    from: passed,
    until: passed,
    hours: 3,
    people: people.map((personId) => ({ personId, role: 'lecturer' })),
  })
  for (const [at, grade] of (['good', 'pass'] as const).entries()) {
    const because = '教案、签到和听课记录齐全'
    await gradeCascade(work, { activity: journey, person: people[at] ?? '', grade, because })
  }
}

const TITLE = '市级骨干教师课堂教学研修班'
const JOURNEY = '课堂教学研修（集中三天）'

async function isThere({ tx, caller }: Work): Promise<boolean> {
  const { rows } =
    await sql`select 1 from programme where region_id = ${caller.region} and title = ${TITLE} limit 1`.execute(
      tx,
    )
  return rows.length > 0
}

/** The cast's teacher first, then two more of the school. */
async function sentOut(
  { tx, caller, now }: Work,
  { school, teacher }: { school: string; teacher: string | undefined },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select n.id from person n
    join person_state s on s.region_id = n.region_id and s.person_id = n.id and s.valid @> ${dayAt(now)}::date
    join unit u on u.region_id = s.region_id and u.id = s.unit_id and u.code = ${school}
    where n.region_id = ${caller.region} order by n.id = ${teacher ?? null}::uuid desc nulls last, n.file_order limit 3`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

type Held = {
  system: 'group-training' | 'cascade-training'
  level: 'city' | 'school'
  organiser: string
  title: string
  activity: string
  from: string
  until: string
  hours: number
  people: { personId: string; role: 'trainee' | 'lecturer' }[]
}

/** A programme with one activity that everybody on its roster attended. */
async function held(work: Work, said: Held): Promise<string> {
  const { organiser, system, level, title, hours } = said
  const programme = await createProgramme(work, systems, {
    key: keyOf(`programme ${title}`),
    title,
    system,
    level,
    year: yearOf(said.from),
    organiser,
    subject: null,
    stage: null,
    startsOn: said.from,
    endsOn: said.until,
    places: null,
    budget: null,
    category: '集中',
  })
  const { id } = await createActivity(work, systems, programme.id, {
    key: keyOf(`activity ${title}`),
    title: said.activity,
    phase: null,
    startsAt: instant(said.from, '08:30:00'),
    endsAt: instant(said.until, '17:00:00'),
    place: null,
    hours,
    slots: 1,
  })
  await changePeople(work, id, { key: keyOf(`roster ${title}`), add: said.people, remove: [] })
  const changes = said.people.map(({ personId: p }) => ({ p, slot: 1, status: 'present' as const }))
  await saveSheet(work, id, { key: keyOf(`sheet ${title}`), changes })
  return id
}

const instant = (day: string, time: string): string => instantOf(`${day} ${time}`).toISOString()

/** What plays cases for the demonstration. */
export type Playing = {
  as: <T>(role: Player['role'], run: (work: Work) => Promise<T>) => Promise<T>
  handedIn: (role: Player['role'], asked: { system: string; personId: string }, form: Form) => Promise<string>
  act: (role: Player['role'], id: string, action: CaseAction) => Promise<void>
}

const PASS = { do: 'pass', because: null, score: null, number: null, document: null } as const
const LINES = [
  { item: '交通费', amount: 186 },
  { item: '住宿费', amount: 520 },
  { item: '伙食补助费', amount: 360 },
]

/** One claim that was paid, and one that waits for the grade. */
export async function demoClaims({ as, handedIn, act }: Playing): Promise<void> {
  const { rows } = await as('school', (work) =>
    claimRows(work, { year: yearOf(addDays(dayAt(work.now), -WENT)), offset: 0, limit: 50 }),
  )
  const own = rows.filter(({ activity }) => activity.title === JOURNEY)
  const claim = async (personId: string, activity: string): Promise<string> => {
    const form = { journey: activity, place: '市内', lines: LINES }
    const id = await handedIn('school', { system: 'travel-claim', personId }, form)
    await act('school', id, PASS)
    return id
  }
  const graded = own.find(({ grade }) => grade === 'pass')
  const waits = own.find(({ grade }) => grade === null)
  if (graded !== undefined) {
    const id = await claim(graded.person.id, graded.activity.id)
    await act('officer', id, PASS)
    await act('school', id, { ...PASS, number: '记-差-017' })
  }
  if (waits !== undefined) await claim(waits.person.id, waits.activity.id)
}
