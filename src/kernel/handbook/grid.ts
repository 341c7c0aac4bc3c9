import type * as z from 'zod'
import { handbookGrades, handbookParts } from '#contract/handbook.ts'
import type { HandbookSchool, handbooks } from '#contract/handbook.ts'
import { actionOf } from '#kernel/action.ts'
import type { Work } from '#kernel/call.ts'
import { unitInView, unitsOfDay } from '#kernel/network/read.ts'
import type { UnitFacts } from '#kernel/network/read.ts'
import { sql } from 'kysely'
import { asOfYear } from '#lib/as-of.ts'
import { dayAt, yearRange } from '#lib/dates.ts'
import { notFound } from '#lib/refusal.ts'
import { gridOf, type TeacherYear } from './compact.ts'
import { checkByDay, monthsOf, monthToCheck, refuseChecker, type Season } from './decide.ts'
import type { HandbookRules } from './define.ts'
import { handbookParamsOf } from './numbers.ts'
import { placed, type Placed } from './place.ts'
import { checksOf, foundOf, membersOf } from './store.ts'
import type { GivenCheck, Member } from './store.ts'

type Reply = z.input<NonNullable<typeof handbooks.reply>>
type Asked = { year: number; month?: number | undefined; unit?: string | undefined }

/** A school's teachers month by month, or the schools of what the caller sees. @throws Refused 404. */
export async function handbooksOf(work: Work, rules: HandbookRules, asked: Asked): Promise<Reply> {
  const { year } = asked
  const day = asOfYear(year, work.now)
  const units = await unitsOfDay(work, day)
  const id = await unitInView(work, asked.unit)
  const unit = units.find((one) => one.id === id)
  if (unit === undefined) throw notFound('这个单位')
  const month = asked.month ?? monthToCheck(year, dayAt(work.now))
  const schools = await schoolsBelow(work, units, unit, day)
  const members = await membersOf(
    work,
    schools.map((one) => one.id),
    day,
  )
  // a school's page shows every month, a county's of thousands of teachers the month asked for
  const checks = await checksOf(work, year, null, unit.category === 'school' ? null : month)
  const params = await handbookParamsOf(work, year)
  const season = { year, today: dayAt(work.now), params, observedKind: rules.observed }
  const years =
    unit.category === 'school'
      ? await yearsOf(work, members, checks, season, (items) => placed(rules, items))
      : null
  const { rows, lacks } = gridOf(years ?? [], month)
  return {
    unit: { code: unit.code, name: unit.name },
    month,
    checkBy: checkByDay(year, month, params),
    parts: handbookParts.map((part) => ({ id: part, title: rules.parts[part] })),
    rows: years === null ? null : rows,
    lacks,
    schools: schools.map((school) => schoolRow(school, members, checks, month)),
    actions: [actionOf('check', refuseChecker(work.caller.role)?.because ?? null)],
  }
}

/** The schools below a unit as of a day, itself where it is one, that were open then. */
async function schoolsBelow(
  { tx, caller }: Work,
  units: readonly UnitFacts[],
  root: UnitFacts,
  day: string,
): Promise<UnitFacts[]> {
  const { rows } = await sql<{
    id: string
  }>`select unit_id as id from units_below(${caller.region}, ${root.id}, ${day}::date)`.execute(tx)
  const below = new Set(rows.map(({ id }) => id))
  return units.filter(({ id, category }) => category === 'school' && below.has(id))
}

/** The year of each teacher of a school, month by month. */
async function yearsOf(
  work: Work,
  members: readonly Member[],
  checks: readonly GivenCheck[],
  season: Season,
  place: (items: Awaited<ReturnType<typeof foundOf>>) => Placed[],
): Promise<TeacherYear[]> {
  const { from, to } = yearRange(season.year)
  const ids = members.map(({ id }) => id)
  const items = Map.groupBy(await foundOf(work, ids, from, to), ({ person }) => person)
  const given = Map.groupBy(checks, ({ person }) => person)
  return members.map(({ id, name }) => ({
    person: { id, name },
    months: monthsOf(place(items.get(id) ?? []), given.get(id) ?? [], season),
  }))
}

function schoolRow(
  { id, code, name }: UnitFacts,
  members: readonly Member[],
  checks: readonly GivenCheck[],
  month: number,
): HandbookSchool {
  const own = new Set(members.filter(({ unitId }) => unitId === id).map((one) => one.id))
  const ofMonth = checks.filter((one) => one.month === month && own.has(one.person))
  const count = (grade: string): number => ofMonth.filter((one) => one.grade === grade).length
  const [excellent, good, pass, fail] = handbookGrades.map(count)
  return {
    unit: { code, name },
    teachers: own.size,
    checked: ofMonth.length,
    grades: { excellent: excellent ?? 0, good: good ?? 0, pass: pass ?? 0, fail: fail ?? 0 },
  }
}
