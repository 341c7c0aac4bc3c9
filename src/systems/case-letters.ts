/** Words that the public notices of several systems share. */
import type { RoundView } from '#kernel/case/documents/define.ts'
import { inChinese, join, say, type Text } from '#kernel/document/define.ts'

/** Those whom the decision named and whom no objection has sent back. */
export const decided = { passed: 'decision' } as const
/** Those whom the notice has not stopped. */
export const confirmed = { passed: 'publicity' } as const

/** From when to when the newest public notice runs; before there is one, how long it will. */
export function periodOf({ notices, params }: RoundView<{ noticeDays: number }>): string {
  const period = notices.at(-1)
  return period === undefined
    ? `公示期为${params.noticeDays}个工作日，起止日期以公示页为准`
    : `公示期自${inChinese(period.from)}起至${inChinese(period.until)}止`
}

/** The categories in which there is anybody, in the system's order. */
export function categoriesWithPeople(view: RoundView<object>, which: { passed: string }): string[] {
  return view.categories.filter((category) => view.listed({ ...which, category }).length > 0)
}

/** 小学12人、初中22人, each opening to its list. */
export function countedBy(
  view: RoundView<object>,
  categories: readonly string[],
  which: { passed: string },
): Text {
  return join(
    categories.map((category) => say`${category}${view.count({ ...which, category })}人`),
    '、',
  )
}
