import { before } from 'node:test'
import type { Database } from '#db/open.ts'
import type { Work } from '#kernel/call.ts'
import { enterFund, entriesOf } from '#kernel/money/entries.ts'
import type { NewEntry } from '#kernel/money/entries.ts'
import { moneyScope } from '#kernel/money/units.ts'
import { newId } from '#lib/ids.ts'
import type { Refused } from '#lib/refusal.ts'
import { addPeople, makeCounty, type County, type Who } from '#test/people/county.ts'

export const OFFICER: Who = { role: 'officer' }
export const SCHOOL_A: Who = { role: 'school', unit: 'A' }
export const SCHOOL_B: Who = { role: 'school', unit: 'B' }
export const YEAR = 2026

/** Whether an error is the refusal with this status and code. */
export const refusedWith = (status: number, code: string) => (error: Refused) =>
  error.status === status && error.refusal.code === code

/** An entry of school A as it might be entered, changed where a test wants it. */
export const entry = (change: Partial<NewEntry> = {}): NewEntry => ({
  year: YEAR,
  unit: 'A',
  direction: 'out',
  item: '培训费',
  programme: null,
  amount: 1000,
  on: '2026-05-01',
  voucher: null,
  payee: null,
  memo: null,
  ...change,
})

/** The entries that a work sees. */
export const list = (work: Work, change: object = {}) =>
  moneyScope(work, YEAR, undefined).then((scope) =>
    entriesOf(work, scope, { offset: 0, limit: 50, ...change }),
  )

/**
 * Two schools with their teachers, a programme of school A, and a national one that three of them were sent to; the
 * first of them passed it on. Call it in a suite's body.
 */
export function moneyCounty(db: () => Database) {
  let county: County
  const made = { programme: newId(), sentTo: newId(), passedOn: newId(), own: newId() }
  before(async () => {
    county = await makeCounty(db(), 'R', [
      { code: 'R', category: 'region' },
      { code: 'A', category: 'school', parent: 'R' },
      { code: 'B', category: 'school', parent: 'R' },
    ])
    await addPeople(db(), county, 'A', ['甲', '乙'])
    await addPeople(db(), county, 'B', ['丙'])
    await addProgramme(made.own, 'P1', 'group-training', 'county', 'A', 10_000)
    await addProgramme(made.programme, 'P2', 'group-training', 'national', 'R', null)
    const cascade = newId()
    await addProgramme(cascade, 'P3', 'cascade-training', 'school', 'A', null)
    await addActivity(made.sentTo, made.programme, 'A2', '2026-03-02 08:00+08', '2026-03-04 17:00+08')
    await addActivity(made.passedOn, cascade, 'A3', '2026-03-20 08:00+08', '2026-03-20 12:00+08')
    for (const name of ['甲', '乙', '丙']) await takesPart(made.sentTo, name, 'trainee')
    await takesPart(made.passedOn, '甲', 'lecturer')
  })

  const admin = (text: string, values: unknown[]) => db().admin.query(text, values)
  const addProgramme = (
    id: string,
    code: string,
    system: string,
    level: string,
    unit: string,
    budget: number | null,
  ) =>
    admin(
      `insert into programme (region_id, id, code, title, system, level, year, organiser_id, budget) values ($1, $2, $3, $3, $4, $5, $6, $7, $8)`,
      [county.region, id, code, system, level, YEAR, county.units.get(unit), budget],
    )
  const addActivity = (id: string, programme: string, code: string, from: string, until: string) =>
    admin(
      `insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots) values ($1, $2, $3, $4, $4, $5, $6, 8, 1)`,
      [county.region, id, programme, code, from, until],
    )
  const takesPart = (activity: string, name: string, role: string) =>
    admin(
      `insert into participation (region_id, activity_id, person_id, role, attended, recognised) values ($1, $2, $3, $4, 1, true)`,
      [county.region, activity, county.people.get(name), role],
    )
  const enter = (who: Who, change: Partial<NewEntry> = {}) =>
    county.as(who, (work) => enterFund(work, entry(change)))
  /** Runs work and rolls it back. */
  const trying = async (who: Who, run: (work: Work) => Promise<void>): Promise<void> => {
    const undone = new Error('undone')
    const ran = county.as(who, async (work) => {
      await run(work)
      throw undone
    })
    await ran.catch((error: unknown) => {
      if (error !== undone) throw error
    })
  }
  return { county: () => county, made, enter, trying }
}
