import { sql } from 'kysely'
import { newId } from '#lib/ids.ts'
import type { Work } from '../call.ts'
import { audit } from '../call.ts'
import { recogniseActivities, recognisedUnder } from '../programme/settlement.ts'
import type { Recognised } from '../programme/settlement.ts'
import { changes, larger } from './decide.ts'
import type { Due } from './decide.ts'
import { ONLINE_CATEGORY } from './define.ts'
import { Policies } from './policies.ts'
import { liveAwards, policiesOf, post } from './store.ts'

/** Activities settled at once: bounds memory whatever the region's size. */
const ACTIVITIES_AT_ONCE = 200
const COURSES_AT_ONCE = 20_000

/** What a settlement did. */
export type Settled = { recognised: number; entries: number }
/** Why it was done, and in which import. */
export type Occasion = {
  because: string
  batch: string | null
  onProgress?: (done: number, of: number) => void
}

/**
 * Re-reads attendance and policy of some activities and brings recognition and ledger in line: reversals and new
 * entries where something changed, nothing where nothing did. In the caller's transaction: all or nothing.
 */
export async function settleActivities(
  work: Work,
  activities: readonly string[],
  occasion: Occasion,
): Promise<Settled> {
  const policies = new Policies(await policiesOf(work, null))
  const settled = { recognised: 0, entries: 0 }
  for (let from = 0; from < activities.length; from += ACTIVITIES_AT_ONCE) {
    const part = activities.slice(from, from + ACTIVITIES_AT_ONCE)
    const recognised = await recogniseActivities(work, part, (year, category) =>
      policies.leastRate(year, category),
    )
    settled.recognised += recognised.length
    settled.entries += await bringInLine(work, part, dueOf(recognised, policies), occasion)
    occasion.onProgress?.(Math.min(from + ACTIVITIES_AT_ONCE, activities.length), activities.length)
  }
  return settled
}

/** The same for courses on outside platforms. */
export async function settleCourses(
  work: Work,
  courses: readonly string[],
  occasion: Occasion,
): Promise<number> {
  const policies = new Policies(await policiesOf(work, null))
  let entries = 0
  for (let from = 0; from < courses.length; from += COURSES_AT_ONCE) {
    const part = courses.slice(from, from + COURSES_AT_ONCE)
    entries += await bringInLine(work, part, await coursesDue(work, part, policies), occasion)
  }
  return entries
}

/** What may have to be settled: years whose policies changed, and activities and courses by themselves. */
export type Touched = {
  years: readonly number[]
  activities: readonly string[]
  courses: readonly string[]
}

/** Settles everything that was touched, and everything that counts in the years touched, each once. */
export async function settleTouched(work: Work, touched: Touched, occasion: Occasion): Promise<Settled> {
  const activities = new Set([...(await activitiesOf(work, touched.years)), ...touched.activities])
  const courses = new Set([...(await coursesOf(work, touched.years)), ...touched.courses])
  const settled = await settleActivities(work, [...activities].toSorted(), occasion)
  const entries = await settleCourses(work, [...courses].toSorted(), occasion)
  return { recognised: settled.recognised, entries: settled.entries + entries }
}

/** Everything that counts in some years: after their policies changed. */
export function settleYears(work: Work, years: readonly number[], occasion: Occasion): Promise<Settled> {
  return settleTouched(work, { years, activities: [], courses: [] }, occasion)
}

/** What everybody should have from everything that counts in a year, under other policies; nothing is posted. */
export async function dueUnder(work: Work, year: number, policies: Policies): Promise<Due[]> {
  const activities = await activitiesOf(work, [year])
  const due: Due[] = []
  for (let from = 0; from < activities.length; from += ACTIVITIES_AT_ONCE) {
    const part = activities.slice(from, from + ACTIVITIES_AT_ONCE)
    const recognised = await recognisedUnder(work, part, (of, category) => policies.leastRate(of, category))
    due.push(...dueOf(recognised, policies))
  }
  return [...due, ...(await coursesDue(work, await coursesOf(work, [year]), policies))]
}

async function bringInLine(
  work: Work,
  sources: readonly string[],
  due: readonly Due[],
  occasion: Occasion,
): Promise<number> {
  const lines = changes(due, await liveAwards(work, sources))
  if (lines.length === 0) return 0
  const key = newId()
  const entries = await post(work, { key, because: occasion.because, batch: occasion.batch }, lines)
  await audit(
    work.tx,
    'post-credits',
    { kind: 'credit-posting', id: key },
    { entries, because: occasion.because },
  )
  return entries
}

function dueOf(recognised: readonly Recognised[], policies: Policies): Due[] {
  const due = new Map<string, Due>()
  for (const item of recognised) {
    const rule = policies.rule(item.year, item.category)
    if (rule === undefined) continue
    const key = `${item.activity}|${item.person}`
    const amount = policies.creditOf(item.hours, rule)
    const other = due.get(key)
    due.set(key, {
      person: item.person,
      sourceKind: 'participation',
      source: item.activity,
      year: item.year,
      category: rule.category,
      amount: other === undefined ? amount : larger(other.amount, amount),
    })
  }
  return [...due.values()]
}

async function coursesDue(
  { tx, caller }: Work,
  courses: readonly string[],
  policies: Policies,
): Promise<Due[]> {
  const { rows } = await sql<{ id: string; person_id: string; hours: string; year: number }>`
    select id, person_id, hours, extract(year from completed_on)::integer as year from online_study
    where region_id = ${caller.region} and id = any (${courses}::uuid[])`.execute(tx)
  return rows.flatMap((row) => {
    const rule = policies.rule(row.year, ONLINE_CATEGORY)
    if (rule === undefined) return []
    return [
      {
        person: row.person_id,
        sourceKind: 'online-study' as const,
        source: row.id,
        year: row.year,
        category: rule.category,
        amount: policies.creditOf(policies.hours(row.hours), rule),
      },
    ]
  })
}

async function activitiesOf({ tx, caller }: Work, years: readonly number[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from activity
    where region_id = ${caller.region} and year = any (${years}::smallint[]) order by id`.execute(tx)
  return rows.map((row) => row.id)
}

async function coursesOf({ tx, caller }: Work, years: readonly number[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from online_study
    where region_id = ${caller.region} and extract(year from completed_on) = any (${years}::integer[]) order by id`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}
