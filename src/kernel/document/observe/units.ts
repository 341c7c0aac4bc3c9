import type { FigureRef } from '#contract/figures.ts'
import type { UnitRow } from '../facts.ts'
import { join, say, type Text } from '../model.ts'
import { nameList } from '../phrase.ts'
import type { View } from '../view.ts'
import { meetingPair } from './credit.ts'
import { type Observation, type Observe, weigh } from './observation.ts'

interface Rated {
  unit: UnitRow
  meeting: FigureRef
  assessed: FigureRef
  rate: number
}

/** How far the clusters lie apart in meeting the year's credits. */
export const observeClusters: Observe = (v) => {
  const rated = ratedUnits(v, '学区')
  const [best, worst] = [rated[0], rated.at(-1)]
  if (rated.length < 3 || !best || !worst) return null
  const points = 100 * (best.rate - worst.rate)
  if (points < v.params.gapPoints) return null
  const word = best.unit.name.endsWith('片区') ? '片区' : '学区'
  return {
    topic: 'clusters',
    side: 'problem',
    weight: weigh(0.7, points, 2 * v.params.gapPoints),
    lead: `${word}之间差距较大`,
    body: say`学分达标率最高的${best.unit.name}为${share(v, best)}，最低的${worst.unit.name}为${share(v, worst)}，相差${v.points(pair(best), pair(worst))}个百分点。`,
    intention: {
      lead: `带动薄弱${word}`,
      body: say`由${best.unit.name}与${worst.unit.name}结对，共同排定研修课程和时间；${worst.unit.name}未达标的${v.change(worst.assessed, worst.meeting)}人逐人落实，缩小与${best.unit.name}${v.points(pair(best), pair(worst))}个百分点的差距。`,
    },
  }
}

/** Schools far below the average, named. */
export const observeSchoolsBehind: Observe = (v) => {
  const all = meetingPair(v, 'now')
  const rated = ratedUnits(v, '学校')
  if (!all || rated.length < 3) return null
  const limit = (v.at(all[0]) / v.at(all[1])) * v.params.behindAverage
  const behind = rated.filter((r) => r.rate <= limit && r.rate < v.params.meeting.good).toReversed()
  if (behind.length === 0) return null
  const counted = v.count(behind.map((r) => r.meeting))
  const names = nameList(
    behind.map((r) => r.unit.name),
    v.params.most.names,
  )
  return {
    topic: 'schools-behind',
    side: 'problem',
    weight: weigh(0.65, behind.length / rated.length, 0.1),
    lead: '部分学校达标率明显偏低',
    body: say`${v.place}平均达标率${v.share(...all)}，有${counted}所学校不到平均水平的一半：${names}。${zeros(v, behind)}`,
    intention: {
      lead: '逐校督促进度',
      body: say`对达标率偏低的${counted}所学校逐校列出未达标教师和补训安排，${behind[0]?.unit.name ?? ''}等校由片区责任人每季度到校核对一次。`,
    },
  }
}

/** Schools that lead, when they lead clearly. */
export const observeSchoolsAhead: Observe = (v) => {
  const all = meetingPair(v, 'now')
  const rated = ratedUnits(v, '学校')
  if (!all || rated.length < 6) return null
  const average = v.at(all[0]) / v.at(all[1])
  const ahead = rated.filter((r) => 100 * (r.rate - average) >= 2 * v.params.gapPoints).slice(0, 3)
  if (ahead.length === 0) return null
  const list = join(
    ahead.map((r) => say`${r.unit.name}${share(v, r)}`),
    '、',
  )
  return {
    topic: 'schools-ahead',
    side: 'result',
    weight: weigh(0.4, (ahead[0]?.rate ?? 0) - average, 0.2),
    lead: '一批学校走在前列',
    body: say`达标率居前的学校为${list}，明显高于${v.place}平均的${v.share(...all)}。`,
  }
}

/** A school or cluster beside its region. */
export const observeAgainstRegion: Observe = (v) => {
  const own = meetingPair(v, 'now')
  const region: [FigureRef, FigureRef] = [
    v.of(v.facts.region.code, 'meeting'),
    v.of(v.facts.region.code, 'assessed'),
  ]
  if (v.code === v.facts.region.code || !own || v.at(region[1]) === 0) return null
  const points = 100 * (v.at(own[0]) / v.at(own[1]) - v.at(region[0]) / v.at(region[1]))
  if (Math.abs(points) < v.params.gapPoints) return null
  const above = points > 0
  const found: Observation = {
    topic: 'against-region',
    side: above ? 'result' : 'problem',
    weight: weigh(0.7, points, 2 * v.params.gapPoints),
    lead: above ? `达标率高于${v.wide}平均水平` : `达标率低于${v.wide}平均水平`,
    body: say`学分达标率${v.share(...own)}，${v.wide}平均为${v.share(...region)}，${above ? '高出' : '低'}${v.points(own, region)}个百分点。`,
  }
  if (above) return found
  return {
    ...found,
    intention: {
      lead: '缩小与平均水平的差距',
      body: say`以${v.wide}平均达标率${v.share(...region)}为${v.year + 1}年最低目标，把${v.change(own[1], own[0])}名未达标教师分到教研组逐人帮扶。`,
    },
  }
}

/** Units of a category with enough people, best rate first. */
function ratedUnits(v: View, category: UnitRow['category']): Rated[] {
  if (v.at(v.now('required')) === 0) return []
  return v.facts.units
    .filter((unit) => unit.category === category)
    .map((unit) => ({ unit, meeting: v.of(unit.code, 'meeting'), assessed: v.of(unit.code, 'assessed') }))
    .filter((row) => v.at(row.assessed) >= v.params.leastPeople)
    .map((row) => ({ ...row, rate: v.at(row.meeting) / v.at(row.assessed) }))
    .toSorted((a, b) => b.rate - a.rate)
}

function pair(row: Rated): [FigureRef, FigureRef] {
  return [row.meeting, row.assessed]
}

function share(v: View, row: Rated) {
  return v.share(row.meeting, row.assessed)
}

function zeros(v: View, behind: Rated[]): Text {
  const none = behind.filter((r) => v.at(r.meeting) === 0)
  return none.length === 0 ? [] : say`其中${v.count(none.map((r) => r.meeting))}所学校没有教师达标。`
}
