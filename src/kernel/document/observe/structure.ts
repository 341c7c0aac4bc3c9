import { join, say } from '../model.ts'
import { upperLevels } from '../order.ts'
import { changeOf, versus } from '../phrase.ts'
import type { View } from '../view.ts'
import { type Observe, weigh } from './observation.ts'

/** How much of the training never left the school. */
export const observeLevels: Observe = (v) => {
  const [own, all] = [v.now('participations', 'level', '校级'), v.now('participations')]
  if (v.at(all) === 0 || v.facts.unit.category === '学校') return null
  const share = v.at(own) / v.at(all)
  if (share < v.params.schoolLevelShare) return null
  const above = v.keys('participations', 'level').filter((key) => key !== '校级')
  const refs = above.map((key) => v.now('participations', 'level', key))
  return {
    topic: 'levels',
    side: 'problem',
    weight: weigh(0.7, share, v.params.schoolLevelShare),
    lead: '校外研修机会偏少',
    body: say`参训人次中校级研修${v.value(own)}人次，占${v.share(own, all)}；校外研修${v.sum(refs)}人次，占${v.share(refs, all)}。`,
    intention: {
      lead: '增加校外研修名额',
      body: say`${v.year + 1}年学区级及以上研修在${v.year}年${v.sum(refs)}人次的基础上增加名额，名额优先给全年只参加过校级研修的教师。`,
    },
  }
}

/** Participations at national, provincial and city level against the year before. */
export const observeUpperLevels: Observe = (v) => {
  const keys = upperLevels.filter((key) => v.at(v.now('participations', 'level', key)) > 0)
  const count = (at: typeof v.now) =>
    upperLevels.reduce((n, key) => n + v.at(at('participations', 'level', key)), 0)
  const [now, past] = [count(v.now), count(v.past)]
  if (!v.hasPast || past === 0 || now < v.params.leastPeople) return null
  const change = now / past - 1
  if (Math.abs(change) < v.params.notable || Math.abs(now - past) < v.params.leastChange) return null
  const verb = change > 0 ? '增加' : '减少'
  const parts = join(
    keys.map((key) => say`${key}${v.value(v.now('participations', 'level', key))}人次`),
    '、',
  )
  const before = upperLevels
    .map((key) => v.past('participations', 'level', key))
    .filter((ref) => v.at(ref) > 0)
  return {
    topic: 'upper-levels',
    side: change > 0 ? 'result' : 'problem',
    weight: weigh(0.5, change, 0.1),
    lead: `市级及以上培训参训人次${verb}`,
    body: say`全年参加市级及以上培训${v.sum(keys.map((key) => v.now('participations', 'level', key)))}人次，其中${parts}；上年为${v.sum(before)}人次。`,
    ...(change > 0
      ? {}
      : {
          intention: {
            lead: '争取上级培训名额',
            body: say`提前报送需求，市级及以上培训参训人次不低于${v.year - 1}年的${v.sum(before)}人次。`,
          },
        }),
  }
}

/** The system, other than the largest, that grew or fell most. */
export const observeShift: Observe = (v) => {
  const shifts = v
    .keys('participations', 'system')
    .filter((key) => v.at(v.past('participations', 'system', key)) >= v.params.leastPeople)
    .filter((key) => key !== largestSystem(v))
    .map((key) => ({
      key,
      change:
        changeOf(v, v.now('participations', 'system', key), v.past('participations', 'system', key)) ?? 0,
    }))
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))
  const [top] = shifts
  if (!top || Math.abs(top.change) < 2 * v.params.notable) return null
  const held = v.now('activities', 'system', top.key)
  const [now, past] = [
    v.now('participations', 'system', top.key),
    v.past('participations', 'system', top.key),
  ]
  const grown = top.change > 0
  return {
    topic: 'shift',
    side: grown ? 'result' : 'problem',
    weight: weigh(0.5, top.change, 0.2),
    lead: `${top.key}${grown ? '力度加大' : '力度减弱'}`,
    body: say`${top.key}${v.at(held) > 0 ? say`全年${v.value(held)}班次，` : ''}认定参训${v.value(now)}人次，${versus(v, now, past, '人次')}；参训教师${v.value(v.now('participants', 'system', top.key))}人。`,
    ...(grown
      ? {}
      : {
          intention: {
            lead: `加强${top.key}`,
            body: say`${v.year + 1}年${top.key}参训人次恢复到${v.year - 1}年的${v.value(past)}人次以上。`,
          },
        }),
  }
}

function largestSystem(v: View): string | undefined {
  return v.records.parts(v.now('participations', 'system'))[0]?.[0]
}
