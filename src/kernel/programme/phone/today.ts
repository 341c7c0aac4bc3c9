import type * as z from 'zod'
import type { phoneToday } from '#contract/phone.ts'
import { standingFrom } from '#kernel/credit/read.ts'
import { addDays, dayAt, instantOf, yearOf } from '#lib/dates.ts'
import { Refused } from '#lib/refusal.ts'
import { lettersOf } from '../activities/roster.ts'
import type { PhoneCall } from '../check-in/phone-call.ts'
import { roleWord, type Systems } from '../registry.ts'
import { adviceOf } from './advice.ts'
import { wordsOf } from './activity-words.ts'
import { readFacts, type OwnActivity, type PhoneFacts } from './facts.ts'

type Reply = z.input<NonNullable<(typeof phoneToday)['reply']>>
type Activity = Reply['today'][number]

const DAY = 86_400_000

/** The phone's first screen: today's activities, what is coming and was, credits and how to fill gaps. @throws Refused 401. */
export async function phonePageOf(call: Omit<PhoneCall<unknown>, 'body'>, systems: Systems): Promise<Reply> {
  const { now } = call
  const facts = await readFacts(call.runtime, call.sessionHash, now)
  if (facts === null) throw new Refused(401, { code: 'signed-out', because: '登录已失效，请重新登录。' })
  const year = yearOf(dayAt(now))
  const standing = standingFrom(year, facts.policy, new Map(Object.entries(facts.balances)))
  return {
    name: facts.name,
    unit: facts.unit,
    standing: facts.person === null ? null : standing,
    until: untilWords(year, now),
    ...sorted(facts, systems, now),
    advice: facts.person === null ? [] : adviceOf(facts, standing, now),
  }
}

function untilWords(year: number, now: Date): string {
  const left = Math.round((Date.parse(`${year}-12-31`) - Date.parse(dayAt(now))) / DAY)
  return left === 0 ? '今天截止' : `${year}年12月31日截止，还剩 ${left} 天`
}

function sorted(facts: PhoneFacts, systems: Systems, now: Date): Pick<Reply, 'today' | 'coming' | 'past'> {
  const today = instantOf(`${dayAt(now)} 00:00:00`)
  const tomorrow = instantOf(`${addDays(dayAt(now), 1)} 00:00:00`)
  const show = (activity: OwnActivity): Activity => activityOf(activity, systems, now)
  const all = facts.activities
  return {
    today: all.filter((one) => one.startsAt < tomorrow && one.endsAt >= today).map(show),
    coming: all.filter((one) => one.startsAt >= tomorrow).map(show),
    past: all
      .filter((one) => one.endsAt < today)
      .map(show)
      .toReversed(),
  }
}

function activityOf(activity: OwnActivity, systems: Systems, now: Date): Activity {
  const marks = lettersOf(activity.marks, activity.slots)
  const system = systems.find(activity.system)
  return {
    id: activity.id,
    title: activity.title,
    programme: activity.programme,
    startsAt: activity.startsAt.toISOString(),
    endsAt: activity.endsAt.toISOString(),
    place: activity.place,
    roleWord: activity.roles.map((role) => roleWord(system, role)).join('、'),
    hours: Number(activity.hours),
    slots: activity.slots,
    marks,
    recognised: activity.recognised,
    words: wordsOf(activity, marks, now),
  }
}
