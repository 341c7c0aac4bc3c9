import type { UnitRef } from '#contract/common.ts'
import type { PeopleQuery, PersonRow } from '#contract/people.ts'
import { LOCALITIES } from '#contract/vocabulary.ts'
import { asOfYear } from '#lib/as-of.ts'
import { maskIdentityNumber } from '#lib/identity-number.ts'
import type { Work } from '#kernel/call.ts'
import { standingsOf } from '#kernel/credit/read.ts'
import { postingUnits, unitInView, type UnitFacts } from '#kernel/network/read.ts'
import { idsFound, listPage, listTotals, type ListRow, type ListTotals } from './store-list.ts'

/** A page of the roster as of a year, with its totals. */
export type PeopleList = ListTotals & { rows: PersonRow[] }

/**
 * People as of 31 December of the year (today in the running one), where they count then, with the year's credits.
 * @throws Refused 404 for a unit that the caller may not open.
 */
export async function peopleList(work: Work, query: PeopleQuery): Promise<PeopleList> {
  const { found, units, totals } = await peopleFound(work, query)
  const people = found.map((row) => row.id)
  const standings = await standingsOf(work, people, query.year)
  const rows = found.map((row) => ({ ...rowOf(row, units), ...(standings.get(row.id) ?? NOTHING) }))
  return { ...totals, rows: rows.map(({ total, ...row }) => ({ ...row, credits: total })) }
}

const NOTHING = { total: 0, meets: false }

/** The rows behind a list, with whole identity numbers: for whoever hands them on to who may have them. */
export async function peopleFound(
  work: Work,
  query: PeopleQuery,
): Promise<{ found: ListRow[]; units: ReadonlyMap<string, UnitFacts>; totals: ListTotals }> {
  const day = asOfYear(query.year, work.now)
  const root =
    query.unit || work.caller.unit !== null ? await unitInView(work, query.unit || undefined) : null
  const scope = { day, root, query, found: await idsFound(work, query.q?.trim()) }
  return {
    found: await listPage(work, scope),
    totals: await listTotals(work, scope),
    units: await postingUnits(work, day),
  }
}

function rowOf(row: ListRow, units: ReadonlyMap<string, UnitFacts>): Omit<PersonRow, 'credits' | 'meets'> {
  return {
    id: row.id,
    name: row.name,
    identityMasked: maskIdentityNumber(row.identityNumber),
    ...placeOf(row.unitId, units),
    stage: row.stage,
    subject: row.subject,
    rank: row.rank,
  }
}

/** The unit where somebody counts, and whether it lies in town, as people are shown both. */
export function placeOf(
  unitId: string,
  units: ReadonlyMap<string, UnitFacts>,
): { unit: UnitRef; urbanWord: string | null } {
  const unit = units.get(unitId)
  if (unit === undefined) return { unit: { code: '', name: '未知单位' }, urbanWord: null }
  const urbanWord = unit.urban === null ? null : LOCALITIES[unit.urban]
  return { unit: { code: unit.code, name: unit.name }, urbanWord }
}
