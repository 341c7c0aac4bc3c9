import type { Action, UnitRef } from '#contract/common.ts'
import type { PeopleQuery, PersonRow } from '#contract/people.ts'
import { LOCALITIES } from '#contract/vocabulary.ts'
import { asOfYear } from '#lib/as-of.ts'
import { maskIdentityNumber } from '#lib/identity-number.ts'
import type { Work } from '#kernel/call.ts'
import { standingsOf } from '#kernel/credit/read.ts'
import { postingUnits, unitInView, type UnitFacts } from '#kernel/network/read.ts'
import { listActions, mayKnowWhole } from './decide.ts'
import { idsFound, listPage, listTotals, type ListScope, type ListTotals } from './store-list.ts'

/** A page of the roster as of a year, with its totals. */
export type PeopleList = ListTotals & { rows: PersonRow[]; actions: Action[] }

/**
 * People as of 31 December of the year (today in the running one), where they count then, with the year's credits.
 * @throws Refused 404 for a unit that the caller may not open.
 */
export async function peopleList(work: Work, query: PeopleQuery): Promise<PeopleList> {
  const scope = await scopeOf(work, query)
  const rows = await listedOf(work, scope)
  const masked = rows.map(({ identityNumber, ...row }) => ({
    ...row,
    identityMasked: maskIdentityNumber(identityNumber),
  }))
  return { ...(await listTotals(work, scope)), rows: masked, actions: listActions(work.caller) }
}

/** A person of a list, with the identity number as far as the caller may know it. */
export type ListedPerson = Omit<PersonRow, 'identityMasked'> & { identityNumber: string }

/** Everybody whom a list finds, for taking away. @throws Refused 404 for a unit that the caller may not open. */
export async function peopleSheetRows(work: Work, query: PeopleQuery): Promise<ListedPerson[]> {
  const rows = await listedOf(work, await scopeOf(work, { ...query, offset: 0, limit: EVERYBODY }))
  return rows.map((row) => {
    const whole = mayKnowWhole(work.caller, row.id)
    return { ...row, identityNumber: whole ? row.identityNumber : maskIdentityNumber(row.identityNumber) }
  })
}

const EVERYBODY = 10_000_000
const NOTHING = { total: 0, meets: false }

async function scopeOf(work: Work, query: PeopleQuery): Promise<ListScope> {
  const narrow = query.unit || work.caller.unit !== null
  return {
    day: asOfYear(query.year, work.now),
    root: narrow ? await unitInView(work, query.unit || undefined) : null,
    found: await idsFound(work, query.q?.trim()),
    query,
  }
}

async function listedOf(work: Work, scope: ListScope): Promise<ListedPerson[]> {
  const found = await listPage(work, scope)
  const units = await postingUnits(work, scope.day)
  const people = found.map((row) => row.id)
  const standings = await standingsOf(work, people, scope.query.year)
  return found.map(({ unitId, ...row }) => {
    const { total, meets } = standings.get(row.id) ?? NOTHING
    return { ...row, ...placeOf(unitId, units), credits: total, meets }
  })
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
