import { say, type Text } from '../model.ts'
import { changeOf, fromTo, versus } from '../phrase.ts'
import type { View } from '../view.ts'
import { type Observe, weigh } from './observation.ts'

/** Mentor pairs against the year before. */
export const observeMentoring: Observe = (v) => {
  const [now, past] = [v.now('mentoring'), v.past('mentoring')]
  const change = changeOf(v, now, past)
  if (change === null || Math.abs(change) < 2 * v.params.notable) return null
  const base = say`全年有效的师徒结对${fromTo(v, now, past, '对')}`
  const weight = weigh(0.5, change, 0.3)
  if (change > 0)
    return { topic: 'mentoring', side: 'result', weight, lead: '师徒结对扩面', body: say`${base}。` }
  return {
    topic: 'mentoring',
    side: 'problem',
    weight,
    lead: '师徒结对减少',
    body: say`${base}。`,
    intention: {
      lead: '恢复师徒结对',
      body: say`开学初完成新教师结对，结对数恢复到${v.year - 1}年的${v.value(past)}对以上，并签订任务、期末考核。`,
    },
  }
}

/** The kind of title that moved most, in the direction of the whole. */
function most(v: View): Text {
  const sign = v.at(v.now('titles')) > v.at(v.past('titles')) ? 1 : -1
  const kinds = new Set([
    ...v.keys('titles', 'kind'),
    ...v.records.parts(v.past('titles', 'kind')).map(([key]) => key),
  ])
  const moves = [...kinds].map((key) => {
    const [now, past] = [v.now('titles', 'kind', key), v.past('titles', 'kind', key)]
    return { key, now, past, move: sign * (v.at(now) - v.at(past)) }
  })
  const [top] = moves.toSorted((a, b) => b.move - a.move)
  if (!top || top.move <= 0 || moves.length < 2) return []
  return say`，变动最多的是${top.key}，由${v.value(top.past)}个到${v.value(top.now)}个`
}

/** Titles in force against the year before. */
export const observeTitles: Observe = (v) => {
  const [now, past] = [v.now('titles'), v.past('titles')]
  const change = changeOf(v, now, past)
  if (change === null || Math.abs(change) < 2 * v.params.notable) return null
  const base = say`年末有效期内的名优教师称号${v.value(now)}个，${versus(v, now, past, '个')}${most(v)}`
  const weight = weigh(0.55, change, 0.3)
  if (change > 0)
    return { topic: 'titles', side: 'result', weight, lead: '名优教师队伍壮大', body: say`${base}。` }
  return {
    topic: 'titles',
    side: 'problem',
    weight,
    lead: '名优教师称号减少',
    body: say`${base}。`,
    intention: {
      lead: '及时组织评选和续任考核',
      body: say`对到期称号及时考核续任，${v.year + 1}年组织新一轮评选，恢复到${v.year - 1}年的${v.value(past)}个以上。`,
    },
  }
}
