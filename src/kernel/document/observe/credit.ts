import type { FigureRef } from '#contract/figures.ts'
import { join, say, type Text } from '../model.ts'
import { changeOf, versus } from '../phrase.ts'
import type { View } from '../view.ts'
import { type Intention, type Observe, weigh } from './observation.ts'

/** Share of teachers who meet the year's credits: against the year before. */
export const observeMeetingChange: Observe = (v) => {
  const [now, past] = [meetingPair(v, 'now'), meetingPair(v, 'past')]
  if (!v.hasPast || !now || !past) return null
  const points = 100 * (rate(v, now) - rate(v, past))
  if (points < v.params.notablePoints) return null
  return {
    topic: 'meeting',
    side: 'result',
    weight: weigh(0.9, points, 2 * v.params.notablePoints),
    lead: '学分达标人数增加',
    body: say`全年学分达标${v.value(now[0])}人，比上年增加${v.change(now[0], past[0])}人；达标率${v.share(...now)}，比上年的${v.share(...past)}提高${v.points(now, past)}个百分点${strongest(v)}。`,
  }
}

/** A high share meets the year's credits, whatever it was before. */
export const observeMeetingHigh: Observe = (v) => {
  const now = meetingPair(v, 'now')
  if (!now || rate(v, now) < v.params.meeting.good) return null
  const open = v.at(now[1]) - v.at(now[0])
  return {
    topic: 'meeting',
    side: 'result',
    weight: weigh(0.85, rate(v, now), v.params.meeting.good),
    lead: open === 0 ? '全体教师完成年度学分' : '绝大多数教师完成年度学分',
    body: say`参加学分考核的${v.value(now[1])}名教师中，${v.value(now[0])}人各类学分都达到要求，达标率${v.share(...now)}${against(v, now)}。`,
  }
}

/** Too few meet the year's credits, or fewer than a year ago. */
export const observeMeetingLow: Observe = (v) => {
  const [now, past] = [meetingPair(v, 'now'), meetingPair(v, 'past')]
  if (!now || v.at(now[0]) >= v.at(now[1])) return null
  const fallen = past && v.hasPast ? 100 * (rate(v, past) - rate(v, now)) : 0
  const low = rate(v, now) < v.params.meeting.poor
  if (!low && fallen < v.params.notablePoints) return null
  return {
    topic: 'meeting',
    side: 'problem',
    weight: low
      ? weigh(1, 1 - rate(v, now), 1 - v.params.meeting.poor)
      : weigh(0.9, fallen, 2 * v.params.notablePoints),
    lead: low ? '学分达标率偏低' : '学分达标率下降',
    body: say`参加学分考核的${v.value(now[1])}名教师中，达标${v.value(now[0])}人，达标率${v.share(...now)}${against(v, now)}；尚有${v.change(now[1], now[0])}人至少一类学分没有达到要求${nearlyThere(v)}。`,
    intention: fillGaps(v, now),
  }
}

/** The category most people fall short of. */
export const observeWeakest: Observe = (v) => {
  const parts = v.records.parts(v.now('short', 'category'))
  const [first, second] = parts
  const assessed = v.now('assessed')
  if (
    !first ||
    v.at(assessed) === 0 ||
    v.at(v.now('required')) === 0 ||
    first[1] / v.at(assessed) < 1 - v.params.meeting.good
  )
    return null
  const category = (key: string): FigureRef => v.now('short', 'category', key)
  const others = parts.slice(1).map(([key]) => say`${key}${v.value(category(key))}人`)
  const rest = others.length > 0 ? say`，${join(others, '、')}` : []
  const lead =
    second && second[1] > 0.9 * first[1] ? `${first[0]}、${second[0]}学分缺口大` : `${first[0]}学分缺口最大`
  return {
    topic: 'weakest',
    side: 'problem',
    weight: weigh(0.9, first[1] / v.at(assessed), 0.3),
    lead,
    body: say`按学分类别看，未达到要求的教师${first[0]}${v.value(category(first[0]))}人，占考核人数的${v.share(category(first[0]), assessed)}${rest}${parts.length > 1 ? '（一人几类未达到的，各类分别计）' : ''}${creditMove(v, first[0])}。`,
    intention: refill(v, first[0]),
  }
}

/** Credits of a category against the year before: the one that grew most. */
export const observeCategoryGrowth: Observe = (v) => {
  const grown = v
    .keys('credits', 'category')
    .map((key) => ({
      key,
      change: changeOf(v, v.now('credits', 'category', key), v.past('credits', 'category', key)) ?? 0,
    }))
    .filter(({ change }) => change >= v.params.notable)
    .toSorted((a, b) => b.change - a.change)
  const [top] = grown
  if (!top) return null
  const [now, past] = [v.now('credits', 'category', top.key), v.past('credits', 'category', top.key)]
  return {
    topic: 'category-growth',
    side: 'result',
    weight: weigh(0.5, top.change, 0.1),
    lead: `${top.key}研修学分增长`,
    body: say`全年登记${top.key}学分${v.value(now)}学分，${versus(v, now, past, '学分')}；${v.place}登记学分合计${v.value(v.now('credits'))}学分，${versus(v, v.now('credits'), v.past('credits'), '学分')}。`,
  }
}

type Pair = [part: FigureRef, whole: FigureRef]

/** Those who meet, over those assessed; null where nobody was, or the year had no policy to meet. */
export function meetingPair(v: View, when: 'now' | 'past'): Pair | null {
  const pair: Pair = [v[when]('meeting'), v[when]('assessed')]
  const policy = when === 'past' ? v.at(v.past('credits')) > 0 : v.at(v.now('required')) > 0
  return policy && v.at(pair[1]) > 0 ? pair : null
}

function rate(v: View, [part, whole]: Pair): number {
  return v.at(part) / v.at(whole)
}

/** How the rate stands to the year before, as the tail of a sentence. */
function against(v: View, now: Pair): Text {
  const past = meetingPair(v, 'past')
  if (!v.hasPast || !past) return []
  const gap = v.points(now, past)
  if (gap.text === '0') return say`，与上年持平`
  const up = rate(v, now) > rate(v, past)
  return say`，比上年${up ? '提高' : '下降'}${gap}个百分点`
}

function strongest(v: View): Text {
  const moves = v
    .keys('meeting', 'urban')
    .map((key) => ({
      key,
      gain: v.at(v.now('meeting', 'urban', key)) - v.at(v.past('meeting', 'urban', key)),
    }))
    .toSorted((a, b) => b.gain - a.gain)
  const [top, next] = moves
  if (!top || !next || top.gain <= next.gain) return []
  return say`，其中${top.key}教师增加${v.change(v.now('meeting', 'urban', top.key), v.past('meeting', 'urban', top.key))}人，增加最多`
}

function nearlyThere(v: View): Text {
  const only = v.now('short-only')
  return v.at(only) > 0 ? say`，其中${v.value(only)}人只差一类` : []
}

function creditMove(v: View, category: string): Text {
  const [now, past] = [v.now('credits', 'category', category), v.past('credits', 'category', category)]
  const change = changeOf(v, now, past)
  if (change === null || change > -v.params.notable) return []
  return say`；${category}登记学分${v.value(now)}学分，${versus(v, now, past, '学分')}`
}

function fillGaps(v: View, [meeting, assessed]: Pair): Intention {
  const only = v.now('short-only')
  const first = v.at(only) > 0 ? say`，先安排只差一类的${v.value(only)}人补足，再安排缺两类及以上的` : []
  return {
    lead: '逐人补足学分',
    body: say`对未达标的${v.change(assessed, meeting)}名教师逐人列出所缺类别和学分${first}；学校每季度核对一次，使达标率高于${v.year}年的${v.share(meeting, assessed)}。`,
  }
}

function refill(v: View, category: string): Intention {
  const only = v.now('short-only', 'category', category)
  const required = v.facts.policies.find((row) => row.year === v.year + 1 && row.category === category)
  const demand = required
    ? say`${v.year + 1}年${category}学分要求为${v.value(v.next('required', 'category', category))}学分，`
    : []
  const ease = v.at(only) > 0 ? say`，其中只差${category}一类的${v.value(only)}人在上半年完成` : []
  return {
    lead: `补上${category}研修的缺口`,
    body: say`${demand}以${v.year}年${category}未达到要求的${v.value(v.now('short', 'category', category))}人为重点排出课程和时间${ease}。`,
  }
}
