import type { HandbookGrade, HandbookPart } from '#contract/handbook.ts'
import { addDays, dayOf, type Day } from '#lib/dates.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { HandbookParams, HandbookRules } from './define.ts'
import type { Placed } from './place.ts'

/** A grade that stands: the newest of a person's month. */
export type Check = { person: string; month: number; grade: HandbookGrade; remark: string }

/** One month of a teacher: how much there is in each part, the grade, and what is missing. */
export type HandbookMonth = {
  month: number
  items: Record<HandbookPart, number>
  hours: number
  observed: number
  grade: HandbookGrade | null
  remark: string
  /** What the region's numbers ask for and the month lacks; empty where nothing is missing or it is not over. */
  lacks: string[]
}

/** The first day of a month, and of the one after it. */
export function monthRange(year: number, month: number): { from: Day; to: Day } {
  const from = dayOf(year, month, 1) ?? ''
  const to = dayOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) ?? ''
  return { from, to }
}

/** The last day by which a month is to be checked. */
export function checkByDay(year: number, month: number, { checkedBy }: HandbookParams): Day {
  return addDays(monthRange(year, month).to, checkedBy - 1)
}

/** The month to look at when none is named: the last one of the year that is over, the first while none is. */
export function monthToCheck(year: number, today: Day): number {
  const [thisYear, thisMonth] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  if (year !== thisYear) return year < thisYear ? 12 : 1
  return Math.max(1, thisMonth - 1)
}

/** A year as of a day, with the numbers that hold in it and the kind of which it asks for so many a month. */
export type Season = { year: number; today: Day; params: HandbookParams; observedKind: string }

/** A teacher's year, month by month. */
export function monthsOf(
  items: readonly Placed[],
  checks: readonly Check[],
  { year, today, params, observedKind }: Season,
): HandbookMonth[] {
  return Array.from({ length: 12 }, (_, index) => {
    const month = index + 1
    const own = items.filter(({ on }) => Number(on.slice(5, 7)) === month)
    const check = checks.find((one) => one.month === month)
    const observed = own.filter(({ kind }) => kind === observedKind).length
    const over = monthRange(year, month).to <= today && !params.restMonths.includes(String(month))
    return {
      month,
      items: countsOf(own),
      hours: own.reduce((sum, { hours }) => sum + (hours ?? 0), 0),
      observed,
      grade: check?.grade ?? null,
      remark: check?.remark ?? '',
      lacks: over ? lacksOf(own.length, observed, params) : [],
    }
  })
}

function countsOf(items: readonly Placed[]): Record<HandbookPart, number> {
  const of = (part: HandbookPart): number => items.filter((one) => one.part === part).length
  return { teaching: of('teaching'), classroom: of('classroom'), research: of('research') }
}

function lacksOf(count: number, observed: number, params: HandbookParams): string[] {
  const { entriesPerMonth, observedPerMonth } = params
  return [
    ...(count < entriesPerMonth ? [`记录 ${count}/${entriesPerMonth} 条`] : []),
    ...(observed < observedPerMonth ? [`听课 ${observed}/${observedPerMonth} 节`] : []),
  ]
}

/** Why a month cannot be checked; null when it can. */
export function refuseChecking(
  caller: { role: string; person: string | null },
  people: readonly string[],
  { year, month, today }: { year: number; month: number; today: Day },
): Refusal | null {
  const role = refuseChecker(caller.role)
  if (role !== null) return role
  if (caller.person !== null && people.includes(caller.person)) {
    return { code: 'own', because: '不能查自己的手册，请由本校另一位管理员检查。', field: 'checks' }
  }
  if (monthRange(year, month).from <= today) return null
  return { code: 'not-begun', because: `${year} 年 ${month} 月还没有开始，不能月查。`, field: 'month' }
}

/** Who checks: the school. */
export function refuseChecker(role: string): Refusal | null {
  if (role === 'school' || role === 'system') return null
  const because = '月查由教师所在学校办理；学区和中心只查看。'
  return { code: 'school-only', because }
}

/** Why an entry cannot be written; null when it can. */
export function refuseEntry(
  rules: HandbookRules,
  { on, kind, text, work }: { on: Day; kind: string; text: string; work: string | null },
  today: Day,
): Refusal | null {
  if (rules.kinds[kind]?.own !== true) {
    const words = Object.values(rules.kinds).flatMap(({ own, title }) => (own ? [title] : []))
    return { code: 'kind', because: `自己填写的类型是：${words.join('、')}。`, field: 'kind' }
  }
  if (on > today) return { code: 'future', because: '日期还没有到，做过之后再记。', field: 'on' }
  if (text.length >= 2 || work !== null) return null
  return { code: 'empty', because: '请写几句内容，或附上一件已提交的作品。', field: 'text' }
}
