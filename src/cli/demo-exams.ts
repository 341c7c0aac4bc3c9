import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Acting } from '#kernel/case/program.ts'
import { examsOf } from '#kernel/case/exams/page.ts'
import { publish } from '#kernel/case/exams/publish.ts'
import { countRoom, makeRoom, takeMarks } from '#kernel/case/exams/service.ts'
import type { Cases } from '#kernel/case/registry.ts'
import { offer, register } from '#kernel/need/service.ts'
import { createProgramme } from '#kernel/programme/programmes/create.ts'
import type { Systems } from '#kernel/programme/registry.ts'
import { addDays, dayAt, yearOf } from '#lib/dates.ts'

type As = <T>(role: 'officer' | 'school' | 'teacher', run: (work: Acting) => Promise<T>) => Promise<T>

/** How long results stand where everybody reads them. */
const SHOWN_DAYS = 10
const COURSE_DAYS = 40

/**
 * The exams of the round of qualifications as an officer finds them in the middle of the work: one room whose papers do
 * not agree with the marks yet, results that everybody may read, people who need a course, and one that is opened for them.
 */
export async function demoExams(as: As, cases: Cases, systems: Systems, round: string): Promise<void> {
  await as('officer', (work) => examHalfDone(work, cases, round))
  await as('officer', (work) =>
    publish(
      work,
      cases,
      { id: round, stage: 'theory' },
      { key: randomUUID(), shows: 'number', until: addDays(dayAt(work.now), SHOWN_DAYS) },
    ),
  )
  await as('school', needsOfSchool)
  await as('officer', (work) => courseFor(work, systems))
  await as('teacher', (work) =>
    register(work, {
      key: randomUUID(),
      course: '教育学心理学',
      people: [],
      because: '准备申请高中教师资格，想补学',
    }),
  )
}

/** A paper that did not come back, and a mark that was sent to the wrong county. */
async function examHalfDone(work: Acting, cases: Cases, round: string): Promise<void> {
  const at = { id: round, stage: 'putonghua' }
  const heldOn = dayAt(work.now)
  const { id, seated } = await makeRoom(work, cases, at, {
    key: randomUUID(),
    place: '县教师发展中心语音室',
    heldOn,
    seats: null,
  })
  const count = { handedOut: seated, returned: seated, marked: seated - 1, blank: 0, absent: 0 }
  await countRoom(work, cases, id, { key: randomUUID(), ...count })
  const { exams } = await examsOf(work, cases, round)
  const [first] = exams.find(({ stage }) => stage === at.stage)?.candidates ?? []
  const own = first === undefined ? '' : `${first.number}\t${first.name}\t合格\n`
  await takeMarks(work, cases, at, {
    key: randomUUID(),
    text: `${own}${yearOf(heldOn)}-0907\t何雨桐\t合格`,
  })
}

/** Three teachers of the cast's school. */
async function needsOfSchool(work: Acting): Promise<void> {
  const { rows } = await sql<{
    id: string
  }>`select p.id from person p join person_state s on s.region_id = p.region_id and s.person_id = p.id
    where p.region_id = ${work.caller.region} and s.unit_id = ${work.caller.unit} and s.valid @> ${dayAt(work.now)}::date
    order by p.file_order offset 3 limit 3`.execute(work.tx)
  await register(work, {
    key: randomUUID(),
    course: '普通话',
    people: rows.map(({ id }) => id),
    because: '任教语文，应达到二级甲等',
  })
}

/** The course that is opened for those who need it. */
async function courseFor(work: Acting, systems: Systems): Promise<void> {
  const { rows } = await sql<{
    code: string
  }>`select code from unit where region_id = ${work.caller.region} and category = 'centre'
    order by code limit 1`.execute(work.tx)
  const startsOn = addDays(dayAt(work.now), 7)
  const { id } = await createProgramme(work, systems, {
    key: randomUUID(),
    title: '普通话水平提升班',
    system: 'group-training',
    level: 'county',
    year: yearOf(startsOn),
    organiser: rows[0]?.code ?? '',
    subject: null,
    stage: null,
    startsOn,
    endsOn: addDays(startsOn, COURSE_DAYS),
    places: 40,
    budget: null,
    category: null,
  })
  await offer(work, { key: randomUUID(), programme: id, course: '普通话' })
}
