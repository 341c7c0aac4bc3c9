import { join, say, type Text } from '../model.ts'
import { changeOf, versus } from '../phrase.ts'
import type { View } from '../view.ts'
import { type Observation, type Observe, weigh } from './observation.ts'

/** Participations against the year before, and which system moved them most. */
export const observeVolume: Observe = (v) => {
  const [now, past] = [v.now('participations'), v.past('participations')]
  const change = changeOf(v, now, past)
  if (change === null || Math.abs(change) < v.params.notable) return null
  const grown = change > 0
  const total = say`全年认定参训${v.value(now)}人次，${versus(v, now, past, '人次')}`
  const driver = driverOf(v, grown ? 1 : -1)
  const moved = driver
    ? say`${driver}${grown ? '增加' : '减少'}${v.change(v.now('participations', 'system', driver), v.past('participations', 'system', driver))}人次，${grown ? '增量' : '减量'}最大`
    : []
  const body = say`${join([total, moved, hoursPerHead(v)], '；')}。`
  const weight = weigh(0.8, change, 0.1)
  if (grown) return { topic: 'volume', side: 'result', weight, lead: '参训规模扩大', body }
  return {
    topic: 'volume',
    side: 'problem',
    weight,
    lead: '参训人次减少',
    body,
    intention: restore(v, driver),
  }
}

/** How many of the teachers were trained at all. */
export const observeCoverage: Observe = (v) => {
  const [trained, all] = [v.now('participants'), v.now('teachers')]
  const [count, total] = [v.at(trained), v.at(all)]
  if (total === 0 || count === 0 || count > total) return null
  const share = count / total
  const { good, poor } = v.params.coverage
  if (share >= good) return { ...coverageResult(v), weight: weigh(0.5, share, 1) }
  if (share >= poor) return null
  return {
    topic: 'coverage',
    side: 'problem',
    weight: weigh(0.9, 1 - share, 1 - poor),
    lead: '部分教师全年没有参训',
    body: say`教师${v.value(all)}人中，参训并经认定的${v.value(trained)}人，占${v.share(trained, all)}；其余${v.change(all, trained)}人全年没有一次被认定的参训记录。`,
    intention: {
      lead: '落实未参训教师的培训',
      body: say`将全年没有认定记录的${v.change(all, trained)}名教师列入${v.year + 1}年首批参训名单，由所在学校逐人排定时间，年中核对一次。`,
    },
  }
}

/** Hours a head, where the number of participations tells nothing of it. */
export const observeHours: Observe = (v) => {
  if (!v.hasPast || v.at(v.past('teachers')) === 0 || v.at(v.now('teachers')) === 0) return null
  const now = v.at(v.now('hours')) / v.at(v.now('teachers'))
  const past = v.at(v.past('hours')) / v.at(v.past('teachers'))
  const change = past > 0 ? now / past - 1 : 0
  if (change > -v.params.notable) return null
  return {
    topic: 'hours',
    side: 'problem',
    weight: weigh(0.6, change, 0.1),
    lead: '人均学时下降',
    body: say`${hoursPerHead(v)}。`,
    intention: {
      lead: '增加有效学时',
      body: say`${v.year + 1}年人均认定学时不低于${v.year - 1}年的${v.mean(v.past('hours'), v.past('teachers'))}学时，优先安排课时少的学校。`,
    },
  }
}

function coverageResult(v: View): Observation {
  const [trained, all] = [v.now('participants'), v.now('teachers')]
  const whole = v.at(trained) === v.at(all)
  const reach = whole
    ? say`${v.value(all)}名教师全部参加了经考勤认定的研修`
    : say`${v.value(trained)}名教师参加了经考勤认定的研修，占教师总数的${v.share(trained, all)}`
  const body = say`${join([reach, say`人均${v.mean(v.now('participations'), all)}次、${v.mean(v.now('hours'), all)}学时`], '，')}。`
  return {
    topic: 'coverage',
    side: 'result',
    weight: 0,
    lead: whole ? '研修覆盖全体教师' : '研修覆盖面较广',
    body,
  }
}

/** 人均47.64学时，比上年增加3.66学时 */
function hoursPerHead(v: View): Text {
  const [now, all] = [v.now('hours'), v.now('teachers')]
  if (v.at(all) === 0) return []
  const mean = say`教师人均${v.mean(now, all)}学时`
  const [before, then] = [v.past('hours'), v.past('teachers')]
  if (!v.hasPast || v.at(then) === 0 || v.at(before) === 0) return mean
  const gap = v.meanChange([now, all], [before, then])
  if (gap.text === '0') return say`${mean}，与上年持平`
  const up = v.at(now) / v.at(all) > v.at(before) / v.at(then)
  return say`${mean}，比上年${up ? '增加' : '减少'}${gap}学时`
}

/** The system whose participations moved most in the direction given by `sign`. */
function driverOf(v: View, sign: 1 | -1): string | null {
  const keys = new Set([
    ...v.keys('participations', 'system'),
    ...v.records.parts(v.past('participations', 'system')).map(([key]) => key),
  ])
  const moves = [...keys].map((key) => ({ key, move: sign * moveOf(v, key) }))
  const top = moves.toSorted((a, b) => b.move - a.move)[0]
  return top && top.move > 0 ? top.key : null
}

function moveOf(v: View, system: string): number {
  return v.at(v.now('participations', 'system', system)) - v.at(v.past('participations', 'system', system))
}

function restore(v: View, driver: string | null): Observation['intention'] {
  const ref = driver ? v.past('participations', 'system', driver) : v.past('participations')
  return {
    lead: driver ? `恢复${driver}规模` : '恢复参训规模',
    body: say`${driver ?? '全年研修'}按不低于${v.year - 1}年${v.value(ref)}人次的规模排入${v.year + 1}年计划，年初落实到月份和承办单位，按季对照进度。`,
  }
}
