import { sql } from 'kysely'
import { addDays, dayAt, yearOf, type Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { casesOfJourneys } from '#kernel/case/journeys.ts'
import { ownUnits } from '#kernel/network/own-units.ts'
import { journeysOf } from './claims-store.ts'
import type { Journey } from './claims-store.ts'
import { programmesOf } from './programmes.ts'

/** Journeys that ended longer ago are not waited for any more. */
const DAYS = 365
const MOST = 500

/** Second-level trainings of the caller's people that were held and have no grade. */
export async function gradesOwed(work: Work): Promise<Journey[]> {
  return recent(work, await journeysOf(work, { ...ANY, state: 'passed-on' }))
}

/** The journeys of a person after which nothing was passed on, and those whose costs can be claimed and are not. */
export async function journeysToFollow(work: Work, person: string): Promise<Journey[]> {
  const journeys = recent(work, await journeysOf(work, { ...ANY, person }))
  const cases = await casesOfJourneys(work, journeys)
  return journeys.filter(({ state }, at) => state === 'owes' || (state === 'graded' && cases[at] === null))
}

const ANY = { year: null, ids: null, offset: 0, limit: MOST } as const

function recent({ now }: Work, journeys: readonly Journey[]): Journey[] {
  const since = addDays(dayAt(now), -DAYS)
  return journeys.filter(({ endsOn }) => endsOn >= since)
}

/** An entry behind which no scan stands. */
export type Unscanned = {
  id: string
  item: string
  amount: number
  voucher: string | null
  on: Day
  total: number
}

/** Spending of this year that was entered by hand in the caller's own books and has no scan of its voucher. */
export async function unscanned(work: Work, most: number): Promise<Unscanned[]> {
  const { tx, caller, now } = work
  const { rows } = await sql<Unscanned>`
    select f.id, f.item, f.amount::float8 as amount, f.voucher, f.dated_on as "on", count(*) over ()::integer as total
    from fund_entry f where f.region_id = ${caller.region} and f.year = ${yearOf(dayAt(now))} and f.batch_id is null
      and f.direction = 'out' and f.unit_id = any (${await ownUnits(work)}::uuid[])
      and not exists (select from fund_scan s where s.region_id = f.region_id and s.entry_id = f.id)
    order by f.dated_on, f.id limit ${most}`.execute(tx)
  return rows
}

/** Programmes of this year that the caller's own unit holds and that are over budget or standard, with what is over. */
export async function overspent(work: Work): Promise<{ id: string; title: string; findings: string[] }[]> {
  const year = yearOf(dayAt(work.now))
  const programmes = await programmesOf(work, { year, ids: await ownUnits(work) })
  return programmes.filter(({ findings }) => findings.length > 0)
}
