import type { Work } from '#kernel/call.ts'
import { dayAt, yearOf, type Day } from '#lib/dates.ts'
import { checkByDay, monthRange, monthToCheck } from './decide.ts'
import { handbookParamsOf } from './numbers.ts'
import { checksOf, membersOf } from './store.ts'

/** The last month's handbooks that the caller's school has not graded: how many, and until when; null where none wait. */
export async function handbooksToCheck(
  work: Work,
): Promise<{ year: number; month: number; open: number; due: Day } | null> {
  const { role, unit } = work.caller
  if (role !== 'school' || unit === null) return null
  const today = dayAt(work.now)
  const year = yearOf(today)
  const month = monthToCheck(year, today)
  const params = await handbookParamsOf(work, year)
  if (monthRange(year, month).to > today || params.restMonths.includes(String(month))) return null
  const open = await uncheckedIn(work, unit, year, month)
  return open === 0 ? null : { year, month, open, due: checkByDay(year, month, params) }
}

async function uncheckedIn(work: Work, unit: string, year: number, month: number): Promise<number> {
  const members = await membersOf(work, [unit], dayAt(work.now))
  const ids = members.map(({ id }) => id)
  const checked = new Set(
    (await checksOf(work, year, ids)).filter((one) => one.month === month).map(({ person }) => person),
  )
  // nobody grades the own handbook
  return ids.filter((id) => !checked.has(id) && id !== work.caller.person).length
}
