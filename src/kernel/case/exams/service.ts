import { sql } from 'kysely'
import type * as z from 'zod'
import type { addRoom, countPapers, enterMarks, strikeMark } from '#contract/exam.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import type { Cases } from '../registry.ts'
import { refuseClosed, standingOf, type Standing } from './exam.ts'
import { takeLines } from './take-lines.ts'
import { readMarks } from './mark-lines.ts'
import { deleteRoom, insertCount, insertMarks, insertRoom } from './store.ts'

/** Which exam: its round and stage. */
export type At = { id: string; stage: string }

/**
 * An exam that can still be changed. Two people who change one exam wait for each other, so that each sees what the other did.
 * @throws Refused 404, 409 once it is closed.
 */
export async function openExam(work: Work, cases: Cases, { id, stage }: At): Promise<Standing> {
  await sql`select pg_advisory_xact_lock(hashtext('exam'), hashtext(${`${id} ${stage}`}))`.execute(work.tx)
  const standing = await standingOf(work, cases, id, stage)
  refuseClosed(standing)
  return standing
}

/**
 * Makes a room of an exam and seats candidates that have none, by their numbers.
 * @throws Refused 404, 409 for a name that is taken or an exam that is closed, 422 when everybody sits already.
 */
export function makeRoom(
  work: Work,
  cases: Cases,
  at: At,
  { key, ...asked }: z.output<NonNullable<typeof addRoom.body>>,
): Promise<{ id: string; seated: number }> {
  return once(work, { key, action: 'exam.room', content: { at, asked } }, async () => {
    const { candidates } = await openExam(work, cases, at)
    const waiting = candidates.filter(({ room }) => room === null).map((one) => one.case)
    if (waiting.length === 0)
      throw new Refused(422, {
        code: 'nobody',
        because: '没有等着排座位的考生：要么都已排好，要么还没有申请走到这个环节。',
      })
    const seated = waiting.slice(0, asked.seats ?? waiting.length)
    const id = await refusingClashes(
      { code: 'place', because: `这场考试已有名为“${asked.place}”的考场，请换一个名称。`, field: 'place' },
      () =>
        insertRoom(work, { round: at.id, stage: at.stage, place: asked.place, heldOn: asked.heldOn }, seated),
    )
    await audit(
      work.tx,
      'exam.room',
      { kind: 'round', id: at.id },
      { ...at, ...asked, seated: seated.length },
    )
    return { id, seated: seated.length }
  })
}

/** A room that is there. @throws Refused 404. */
async function findRoom({ tx, caller }: Work, id: string): Promise<At & { place: string; counted: boolean }> {
  const { rows } = await sql<
    At & { place: string; counted: boolean }
  >`select r.round_id as id, r.stage, r.place,
      exists (select from exam_count c where c.region_id = r.region_id and c.room_id = r.id) as counted
    from exam_room r where r.region_id = ${caller.region} and r.id = ${id}`.execute(tx)
  if (rows[0] === undefined) throw notFound('这个考场')
  return rows[0]
}

/** Takes a room back that was made by mistake. @throws Refused 404, 409 once its papers are counted. */
export async function dropRoom(work: Work, cases: Cases, id: string): Promise<{ done: true }> {
  const { place, counted, ...at } = await findRoom(work, id)
  await openExam(work, cases, at)
  if (counted)
    throw new Refused(409, { code: 'counted', because: `${place}的试卷袋已经清点，不能撤销；可以重新清点。` })
  await deleteRoom(work, id)
  await audit(work.tx, 'exam.room-dropped', { kind: 'round', id: at.id }, { stage: at.stage, place })
  return { done: true }
}

/** Writes how a room's papers were counted; a later count replaces it and both stay. @throws Refused 404, 409. */
export function countRoom(
  work: Work,
  cases: Cases,
  id: string,
  { key, ...count }: z.output<NonNullable<typeof countPapers.body>>,
): Promise<{ done: true }> {
  return once(work, { key, action: 'exam.count', content: { id, count } }, async () => {
    const { place, counted: _, ...at } = await findRoom(work, id)
    await openExam(work, cases, at)
    await insertCount(work, id, count)
    await audit(work.tx, 'exam.count', { kind: 'round', id: at.id }, { stage: at.stage, place, ...count })
    return { done: true }
  })
}

type Taken = z.input<NonNullable<typeof enterMarks.reply>>

/**
 * Enters marks from a pasted list: what fits is taken, what does not is answered line by line. A line of nobody who sits
 * the exam is taken too, as a difference that has to be cleared up.
 * @throws Refused 404, 409.
 */
export function takeMarks(
  work: Work,
  cases: Cases,
  at: At,
  { key, text }: z.output<NonNullable<typeof enterMarks.body>>,
): Promise<Taken> {
  return once(work, { key, action: 'exam.marks', content: { at, text } }, async () => {
    const standing = await openExam(work, cases, at)
    const marked = standing.at.kind === 'exam' && standing.at.passMark !== undefined
    const { fit, refused } = await takeLines(work, cases, standing, readMarks(text, marked))
    if (fit.length > 0) await insertMarks(work, { round: at.id, stage: at.stage }, fit)
    const strange = fit.filter(({ caseId }) => caseId === null).length
    await audit(
      work.tx,
      'exam.marks',
      { kind: 'round', id: at.id },
      { stage: at.stage, taken: fit.length, strange, refused: refused.length },
    )
    return { taken: fit.length, strange, refused }
  })
}

/** Strikes a line of marks out; it stays with the reason. @throws Refused 404, 409 once the exam is closed. */
export function strike(
  work: Work,
  cases: Cases,
  id: string,
  { key, because }: z.output<NonNullable<typeof strikeMark.body>>,
): Promise<{ done: true }> {
  return once(work, { key, action: 'exam.strike', content: { id, because } }, async () => {
    const { tx, caller, now } = work
    const { rows } = await sql<
      At & { number: string; name: string }
    >`select round_id as id, stage, number, name from exam_mark
      where region_id = ${caller.region} and id = ${id} and struck_at is null`.execute(tx)
    const found = rows[0]
    if (found === undefined) throw notFound('这条成绩')
    await openExam(work, cases, found)
    await sql`update exam_mark set struck_at = ${now}, struck_by = ${caller.actor}, struck_because = ${because}
      where region_id = ${caller.region} and id = ${id}`.execute(tx)
    await audit(tx, 'exam.strike', { kind: 'round', id: found.id }, { ...found, because })
    return { done: true }
  })
}
