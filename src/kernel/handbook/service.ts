import type { HandbookGrade, NewHandbookEntry } from '#contract/handbook.ts'
import { audit, type Work } from '#kernel/call.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { personOn } from '#kernel/people/read.ts'
import { postingUnits } from '#kernel/network/read.ts'
import { addDays, dayAt, yearOf } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused, type Refusal } from '#lib/refusal.ts'
import { monthRange, refuseChecking, refuseEntry } from './decide.ts'
import type { HandbookRules } from './define.ts'
import { placed } from './place.ts'
import { checksOf, foundOf, insertCheck, insertEntry, membersOf, withdrawEntry } from './store.ts'

/** Throws what was refused. */
function refuse(status: 403 | 422, refusal: Refusal | null): void {
  if (refusal !== null) throw new Refused(status, refusal)
}

/**
 * Writes an entry into the caller's own handbook; one of an activity belongs to somebody who took part in it.
 * @throws Refused 403 without a posting, 404, 409 when the activity has one already, 422.
 */
export async function writeEntry(
  work: Work,
  rules: HandbookRules,
  asked: Omit<NewHandbookEntry, 'key'>,
): Promise<{ id: string }> {
  const today = dayAt(work.now)
  const { person, unit } = await authorOf(work)
  const text = asked.text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\n]+/gu, ' ')
    .trim()
  refuse(422, refuseEntry(rules, { ...asked, text }, today))
  await refuseStrange(work, person, asked)
  const id = newId(work.now.getTime())
  const once: Refusal = {
    code: 'written',
    because: '这次活动您已经写过记录，要改写请先撤回原来的一条。',
    field: 'activity',
  }
  await refusingClashes(once, () => insertEntry(work, { ...asked, id, person, unit, text }))
  await audit(
    work.tx,
    'handbook.write',
    { kind: 'handbook-entry', id },
    { kind: asked.kind, on: asked.on, activity: asked.activity },
  )
  return { id }
}

async function authorOf(work: Work): Promise<{ person: string; unit: string }> {
  const today = dayAt(work.now)
  const { person } = work.caller
  const state = person === null ? undefined : await personOn(work, person, today)
  const unit = state === undefined ? undefined : (await postingUnits(work, today)).get(state.unitId)
  if (person !== null && unit !== undefined) return { person, unit: unit.id }
  throw new Refused(403, { code: 'no-posting', because: '您的账号没有对应的在职教师，不能写行动手册。' })
}

/** What an entry names must be the teacher's own. @throws Refused 404 */
async function refuseStrange(
  work: Work,
  person: string,
  { on, activity, work: handedIn }: Pick<NewHandbookEntry, 'on' | 'activity' | 'work'>,
): Promise<void> {
  if (activity === null && handedIn === null) return
  const found = await foundOf(work, [person], `${yearOf(on) - 1}-01-01`, addDays(dayAt(work.now), 1))
  const has = (source: string, id: string): boolean =>
    found.some((one) => one.source === source && one.id === id)
  if (activity !== null && !has('activity', activity)) throw notFound('您参加过的这次活动')
  if (handedIn !== null && !has('work', handedIn)) throw notFound('您的这件作品')
}

/** Takes an own entry back, before its month is checked. @throws Refused 404, 409. */
export async function takeBackEntry(work: Work, id: string): Promise<{ done: true }> {
  const entry = await withdrawEntry(work, id)
  if (entry === undefined || work.caller.person === null) throw notFound('您的这条记录')
  const month = Number(entry.on.slice(5, 7))
  const checks = await checksOf(work, yearOf(entry.on), [work.caller.person])
  if (checks.some((one) => one.month === month)) {
    throw new Refused(409, { code: 'checked', because: `${month} 月的手册学校已经查过，这一条不能再撤回。` })
  }
  await audit(work.tx, 'handbook.withdraw', { kind: 'handbook-entry', id })
  return { done: true }
}

/** One teacher's grade of a month. */
export type AskedCheck = { person: string; grade: HandbookGrade; remark: string }

/**
 * Grades a month of teachers of the caller's school, each as a record of its own that says how much there was.
 * @throws Refused 403 for who does not check, 404 for a teacher of another school, 422.
 */
export async function checkMonth(
  work: Work,
  rules: HandbookRules,
  { year, month, checks }: { year: number; month: number; checks: readonly AskedCheck[] },
): Promise<{ checked: number }> {
  const today = dayAt(work.now)
  const ids = checks.map(({ person }) => person)
  const refusal = refuseChecking(work.caller, ids, { year, month, today })
  refuse(refusal?.code === 'school-only' ? 403 : 422, refusal)
  const { from, to } = monthRange(year, month)
  const units = await unitsOf(work, ids)
  const items = placed(rules, await foundOf(work, ids, from, to))
  for (const { person, grade, remark } of checks) {
    const unit = units.get(person)
    if (unit === undefined) throw notFound('这位教师')
    const own = items.filter((one) => one.person === person)
    const hours = own.reduce((sum, one) => sum + (one.hours ?? 0), 0)
    const id = newId(work.now.getTime())
    await insertCheck(work, { id, person, unit, month: from, grade, remark, items: own.length, hours })
    await audit(work.tx, 'handbook.check', { kind: 'handbook-check', id }, { person, month: from, grade })
  }
  return { checked: checks.length }
}

/** Where each of some people counts today, of those in view. */
async function unitsOf(work: Work, people: readonly string[]): Promise<Map<string, string>> {
  const today = dayAt(work.now)
  const schools = new Set([...(await postingUnits(work, today)).values()].map(({ id }) => id))
  const members = await membersOf(work, [...schools], today)
  return new Map(members.filter(({ id }) => people.includes(id)).map(({ id, unitId }) => [id, unitId]))
}
