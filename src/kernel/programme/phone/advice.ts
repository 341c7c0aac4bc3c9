/** What would fill a teacher's gaps: pure. */
import { Policies } from '#kernel/credit/policies.ts'
import type { PersonStanding } from '#kernel/credit/read.ts'
import { dayAt } from '#lib/dates.ts'
import { dayWords } from '../words.ts'
import type { PhoneFacts } from './facts.ts'

const OFFERS_NAMED = 2

/** One sentence for each category that is short: what is on the list for it, or what could be asked for. */
export function adviceOf(facts: PhoneFacts, standing: PersonStanding, now: Date): string[] {
  const short = standing.categories.filter((held) => held.gap > 0)
  return short.map(({ category, gap }) => `${category}还差 ${gap} 学分。${remedy(facts, category, now)}`)
}

function remedy(facts: PhoneFacts, category: string, now: Date): string {
  const listed = facts.activities.filter(
    (one) => one.category === category && one.endsAt > now && !one.recognised,
  )
  if (listed.length > 0)
    return `您名单上的${listed.map((one) => named(facts, category, one, now)).join('、')}可以补上。`
  const offers = facts.offers.filter((one) => one.category === category).slice(0, OFFERS_NAMED)
  if (offers.length > 0) {
    return `可向学校申请参加${offers.map((one) => named(facts, category, one, now)).join('、')}。`
  }
  return '目前没有可补的活动，请联系学校或中心。'
}

type Coming = { title: string; startsAt: Date; hours: string }

function named(facts: PhoneFacts, category: string, one: Coming, now: Date): string {
  return `《${one.title}》（${dayWords(dayAt(one.startsAt), now)}，${worth(facts, category, one.hours)} 学分）`
}

/** Credits for full attendance. */
function worth(facts: PhoneFacts, category: string, hours: string): string {
  const rule = facts.policy.find((each) => each.category === category)
  if (rule === undefined) return '0'
  const policies = new Policies([rule])
  return String(Number(policies.creditOf(policies.hours(hours), rule)))
}
