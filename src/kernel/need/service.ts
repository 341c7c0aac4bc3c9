import { sql } from 'kysely'
import type * as z from 'zod'
import type { endNeed, offerCourse, registerNeeds } from '#contract/need.ts'
import { dayAt } from '#lib/dates.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { noteNeed } from './note.ts'
import { insertOffer, type Offer } from './store.ts'
import { tellOf, type Told } from './tell.ts'
import type { Who } from './who.ts'

type Asked = z.output<NonNullable<typeof registerNeeds.body>>

/**
 * Registers that people need a course: an officer or a school for teachers, everybody for themselves.
 * @throws Refused 404 for somebody out of view, 422 for who is neither on file nor an applicant.
 */
export function register(work: Work, { key, ...asked }: Asked): Promise<{ noted: number; known: number }> {
  return once(work, { key, action: 'need.register', content: asked }, async () => {
    const people = asked.people.length === 0 ? [await oneself(work)] : await inView(work, asked.people)
    let noted = 0
    for (const who of people) {
      const said = { course: asked.course, because: asked.because, caseId: null }
      const id = await noteNeed(work, { ...who, ...said, source: sourceOf(work, who) })
      if (id !== null) noted += 1
    }
    return { noted, known: people.length - noted }
  })
}

function sourceOf({ caller }: Work, { personId }: Who): 'person' | 'school' {
  return personId === null || personId === caller.person ? 'person' : 'school'
}

async function inView({ tx, caller }: Work, ids: readonly string[]): Promise<Who[]> {
  const wanted = [...new Set(ids)]
  const { rows } = await sql<{ id: string; name: string }>`select id, name from person
    where region_id = ${caller.region} and id = any (${wanted}::uuid[]) order by file_order`.execute(tx)
  if (rows.length < wanted.length) throw notFound('所选的教师')
  return rows.map(({ id, name }) => ({ name, personId: id, identityNumber: null }))
}

async function oneself(work: Work): Promise<Who> {
  const { person, account, region } = work.caller
  if (person !== null) return (await inView(work, [person]))[0]!
  const { rows } = await sql<{ name: string; number: string }>`
    select t.display_name as name, a.identity_number as number from applicant a
    join account t on t.region_id = a.region_id and t.id = a.account_id
    where a.region_id = ${region} and a.account_id = ${account}`.execute(work.tx)
  const found = rows[0]
  if (found !== undefined) return { name: found.name, personId: null, identityNumber: found.number }
  throw new Refused(422, {
    code: 'nobody',
    because: '这个账号不属于某位教师，请勾选要登记的教师。',
    field: 'people',
  })
}

/** Takes a need back, with the reason. @throws Refused 404, 409 when it has ended meanwhile. */
export function withdraw(
  work: Work,
  id: string,
  { key, because }: z.output<NonNullable<typeof endNeed.body>>,
): Promise<{ done: true }> {
  return once(work, { key, action: 'need.withdraw', content: { id, because } }, async () => {
    const { tx, caller, now } = work
    const { rows } = await sql<{ outcome: string | null }>`select outcome from need
      where region_id = ${caller.region} and id = ${id}`.execute(tx)
    if (rows[0] === undefined) throw notFound('这项补训需求')
    const { numAffectedRows } =
      await sql`update need set outcome = 'withdrawn', ended_on = ${dayAt(now)}::date, ended_because = ${because}, ended_by = ${caller.actor}
      where region_id = ${caller.region} and id = ${id} and outcome is null`.execute(tx)
    if (numAffectedRows !== 1n)
      throw new Refused(409, { code: 'ended', because: '这项需求已经满足或撤下，请刷新后再看。' })
    await audit(tx, 'need.withdraw', { kind: 'need', id }, { because })
    return { done: true }
  })
}

/**
 * Says that a programme serves those who need a course, and tells them. Said again, it tells those who came since.
 * @throws Refused 404 for a programme out of view, 422 for one that is over.
 */
export function offer(
  work: Work,
  { key, programme, course }: z.output<NonNullable<typeof offerCourse.body>>,
): Promise<Told> {
  return once(work, { key, action: 'need.offer', content: { programme, course } }, async () => {
    const { tx, caller, now } = work
    const { rows } =
      await sql<Offer>`select id as programme, ${course} as course, title, starts_on as "startsOn", ends_after as "endsOn"
      from programme where region_id = ${caller.region} and id = ${programme}`.execute(tx)
    const found = rows[0]
    if (found === undefined) throw notFound('这个项目')
    if (found.endsOn !== null && found.endsOn < dayAt(now))
      throw new Refused(422, {
        code: 'over',
        because: `${found.title}已在 ${found.endsOn} 结束，请选择还没有结束的项目。`,
        field: 'programme',
      })
    await insertOffer(work, programme, course)
    const told = await tellOf(work, found)
    await audit(tx, 'need.offer', { kind: 'programme', id: programme }, { course, ...told })
    return told
  })
}
