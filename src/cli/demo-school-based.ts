import { sql } from 'kysely'
import type { HandbookGrade } from '#contract/handbook.ts'
import { accept, setProject } from '#kernel/assigned/service.ts'
import type { Runtime, Work } from '#kernel/call.ts'
import { Cases } from '#kernel/case/registry.ts'
import { monthRange, monthToCheck } from '#kernel/handbook/decide.ts'
import { checkMonth, writeEntry } from '#kernel/handbook/service.ts'
import { saveSheet } from '#kernel/programme/activities/attendance.ts'
import { createActivity } from '#kernel/programme/activities/create.ts'
import { changePeople } from '#kernel/programme/activities/roster-change.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { announce, fileSheet, makeDraw } from '#kernel/spot-check/service.ts'
import { addDays, dayAt, instantOf, yearOf } from '#lib/dates.ts'
import { assignedRules } from '#systems/assigned-project.ts'
import { handbookRules } from '#systems/handbook.ts'
import { caseSystems, programmeSystems } from '#systems/index.ts'
import { spotRules } from '#systems/spot-check.ts'
import { act, casting, handedIn, type As } from './demo-cases.ts'
import type { Player } from './demo-cast.ts'
import { keyOf } from './demo-key.ts'
import { ASSIGNED, ENTRIES, HELD, OWN_PROJECT, REMARKS, SCHOOL_PLAN } from './demo-handbooks.ts'

const cases = new Cases(caseSystems)
const systems = new Systems(programmeSystems)
const PASS = { do: 'pass', because: null, score: null, number: null, document: null } as const
const DAY = 86_400_000

/**
 * 校本研修 of the cast's school alive: a project of its own that was approved two months ago and held since, of which
 * activities were drawn and one sent back; one that the centre assigned; handbooks with entries and a month's grades.
 * Made once.
 */
export async function demoSchoolBased(
  runtime: Runtime,
  region: number,
  cast: readonly Player[],
): Promise<void> {
  const school = cast.find(({ role }) => role === 'school')?.unit
  const { rows } = await runtime.db.admin.query('select from assigned_project where region_id = $1 limit 1', [
    region,
  ])
  if (school === undefined || rows.length > 0) return
  const as = await casting(runtime, region, cast)
  const before = { ...runtime, now: () => new Date(runtime.now().getTime() - 60 * DAY) }
  const programme = await approved(await casting(before, region, cast))
  await held(as, programme, school)
  await checked(as)
  await assigned(as, school)
  await handbooks(as)
}

async function approved(as: As): Promise<string> {
  const today = await as('school', (work) => Promise.resolve(dayAt(work.now)))
  const form = { ...OWN_PROJECT, from: addDays(today, 3), until: addDays(today, 120) }
  const id = await handedIn(as, 'school', { system: 'project-approval', round: null }, form)
  await act(as, 'cluster', id, PASS)
  await act(as, 'officer', id, PASS)
  return as('school', async ({ tx, caller }) => {
    const { rows } = await sql<{ id: string }>`select programme_id as id from case_record
      where region_id = ${caller.region} and id = ${id}`.execute(tx)
    return rows[0]?.id ?? ''
  })
}

async function held(as: As, programme: string, school: string): Promise<void> {
  const people = await as('school', (work) => peopleOf(work, school))
  for (const { title, daysAgo, hours, away } of HELD) {
    await as('school', async (work) => {
      const day = addDays(dayAt(work.now), -daysAgo)
      const at = (time: string): string => instantOf(`${day} ${time}`).toISOString()
      const { id } = await createActivity(work, systems, programme, {
        key: keyOf(`activity ${title}`),
        title,
        phase: null,
        startsAt: at('14:00:00'),
        endsAt: at('17:30:00'),
        place: school,
        hours,
        slots: 1,
      })
      const add = people.map((personId) => ({ personId, role: 'trainee' as const }))
      await changePeople(work, id, { key: keyOf(`roster ${title}`), add, remove: [] })
      const came = people.slice(0, people.length - away)
      const changes = came.map((p) => ({ p, slot: 1, status: 'present' as const }))
      await saveSheet(work, id, { key: keyOf(`sheet ${title}`), changes })
    })
  }
}

/** The cluster draws half of what was held; of the first that was drawn something is missing. */
async function checked(as: As): Promise<void> {
  await as('cluster', async (acting) => {
    const today = dayAt(acting.now)
    const plan = await announce(acting, {
      title: `${yearOf(today)} 年秋季校本研修抽查`,
      from: addDays(today, -60),
      until: today,
      percent: 50,
      reason: null,
    })
    const { id } = await makeDraw(acting, spotRules, plan.id, '2026112')
    const { rows } = await sql<{ activity: string }>`select activity_id as activity from spot_candidate
      where region_id = ${acting.caller.region} and draw_id = ${id} and chosen order by place limit 1`.execute(
      acting.tx,
    )
    const findings = Object.keys(spotRules.items).map((item) =>
      item === '有评价'
        ? { item, met: false, words: '没有评课记录，也没有效果评价' }
        : { item, met: true, words: '' },
    )
    const sheet = { verdict: 'returned' as const, hours: 0, words: '补写评议记录，上传后说明', findings }
    await fileSheet(acting, cases, spotRules, { id, activity: rows[0]?.activity ?? '' }, sheet)
  })
}

async function assigned(as: As, school: string): Promise<void> {
  const { id } = await as('officer', async (work) => {
    const today = dayAt(work.now)
    const days = { acceptUntil: addDays(today, 14), from: addDays(today, 21), until: addDays(today, 150) }
    const schools = await neighboursOf(work, school)
    return setProject(work, { ...ASSIGNED, ...days, year: yearOf(today), document: null, schools })
  })
  await as('school', (work) => accept(work, cases, assignedRules, id))
}

async function handbooks(as: As): Promise<void> {
  for (const { daysAgo, ...entry } of ENTRIES) {
    await as('teacher', (work) =>
      writeEntry(work, handbookRules, {
        ...entry,
        on: addDays(dayAt(work.now), -daysAgo),
        activity: null,
        work: null,
      }),
    )
  }
  await as('school', async (work) => {
    const year = yearOf(dayAt(work.now))
    const month = monthToCheck(year, dayAt(work.now))
    if (monthRange(year, month).to > dayAt(work.now)) return
    const { rows } = await sql<{ code: string }>`select code from unit
      where region_id = ${work.caller.region} and id = ${work.caller.unit}`.execute(work.tx)
    const people = await peopleOf(work, rows[0]?.code ?? '')
    const grades: readonly HandbookGrade[] = ['excellent', 'good', 'good', 'pass', 'good', 'fail']
    const checks = people
      .filter((person) => person !== work.caller.person)
      .slice(0, grades.length)
      .map((person, at) => ({ person, grade: grades[at] ?? 'good', remark: REMARKS[at] ?? '' }))
    await checkMonth(work, handbookRules, { year, month, checks })
  })
}

async function peopleOf({ tx, caller, now }: Work, school: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select s.person_id as id from person_state s
    join unit u on u.region_id = s.region_id and u.id = s.unit_id and u.code = ${school}
    join person p on p.region_id = s.region_id and p.id = s.person_id
    where s.region_id = ${caller.region} and s.valid @> ${dayAt(now)}::date order by p.file_order limit ${SCHOOL_PLAN.people}`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

/** The school with two more of its cluster. */
async function neighboursOf({ tx, caller, now }: Work, school: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select n.code from unit u
    join unit_state s on s.region_id = u.region_id and s.unit_id = u.id and s.valid @> ${dayAt(now)}::date
    join unit_state o on o.region_id = u.region_id and o.parent_id = s.parent_id and o.valid @> ${dayAt(now)}::date
    join unit n on n.region_id = u.region_id and n.id = o.unit_id and n.category = 'school' and n.closed_on is null
    where u.region_id = ${caller.region} and u.code = ${school} order by n.code <> u.code, n.code limit 3`.execute(
    tx,
  )
  return rows.map((row) => row.code)
}
