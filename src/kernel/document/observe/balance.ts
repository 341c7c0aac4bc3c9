import type { FigureRef } from '#contract/figures.ts'
import { say } from '../model.ts'
import type { View } from '../view.ts'
import { type Observe, weigh } from './observation.ts'

type Pair = [part: FigureRef, whole: FigureRef]

/** Meeting the credits in the countryside and in town. */
export const observeUrbanRural: Observe = (v) => {
  const [rural, urban] = [meetingIn(v, '乡村'), meetingIn(v, '城区')]
  if (!rural || !urban) return null
  const points = 100 * (rate(v, rural) - rate(v, urban))
  if (Math.abs(points) < v.params.gapPoints) return null
  const weight = weigh(0.7, points, 2 * v.params.gapPoints)
  const base = say`乡村教师学分达标率${v.share(...rural)}，城区教师${v.share(...urban)}`
  const gap = v.points(rural, urban)
  if (points > 0)
    return {
      topic: 'urban-rural',
      side: 'problem',
      weight: 0.7 * weight,
      lead: '城区教师学分完成较慢',
      body: say`${base}，城区低${gap}个百分点。`,
      intention: {
        lead: '督促城区学校',
        body: say`城区未达标的${v.change(urban[1], urban[0])}人由所在学校列入周末和网络研修安排。`,
      },
    }
  return {
    topic: 'urban-rural',
    side: 'problem',
    weight,
    lead: '乡村教师学分完成明显落后',
    body: say`${base}，乡村低${gap}个百分点，乡村尚有${v.change(rural[1], rural[0])}人未达标。`,
    intention: {
      lead: '研修资源向乡村倾斜',
      body: say`集中培训名额和送教班次优先安排乡村学校，对${v.change(rural[1], rural[0])}名未达标的乡村教师就近开班，缩小与城区${gap}个百分点的差距。`,
    },
  }
}

/** Rural teachers among the titled, against their share of all teachers. */
export const observeRuralTitles: Observe = (v) => {
  const titled: Pair = [v.now('titles', 'urban', '乡村'), v.now('titles')]
  const staff: Pair = [v.now('teachers', 'urban', '乡村'), v.now('teachers')]
  if (v.at(titled[1]) < v.params.leastPeople || v.at(staff[0]) === 0 || v.at(staff[0]) === v.at(staff[1]))
    return null
  const points = 100 * (rate(v, titled) - rate(v, staff))
  if (Math.abs(points) < v.params.gapPoints) return null
  const base = say`有效期内的名优教师称号${v.value(titled[1])}个，乡村教师${v.value(titled[0])}个，占${v.share(...titled)}；乡村教师占教师总数的${v.share(...staff)}`
  const weight = weigh(0.6, points, 2 * v.params.gapPoints)
  if (points > 0)
    return {
      topic: 'rural-titles',
      side: 'result',
      weight,
      lead: '名优教师评选向乡村倾斜',
      body: say`${base}，称号占比高出${v.points(titled, staff)}个百分点。`,
    }
  return {
    topic: 'rural-titles',
    side: 'problem',
    weight,
    lead: '乡村名优教师偏少',
    body: say`${base}，称号占比低${v.points(titled, staff)}个百分点。`,
    intention: {
      lead: '培养乡村骨干教师',
      body: say`下一轮评选为乡村教师单列名额，使乡村教师称号占比高于${v.year}年的${v.share(...titled)}。`,
    },
  }
}

/** Whether exchange brings teachers to the countryside or takes them away. */
export const observeExchanges: Observe = (v) => {
  const keys = v.keys('exchanges', 'direction')
  const refs = (test: (from: string, to: string) => boolean) =>
    keys.filter((key) => test(...ends(key))).map((key) => v.now('exchanges', 'direction', key))
  const coming = refs((from, to) => from !== '乡村' && to === '乡村')
  const leaving = refs((from, to) => from === '乡村' && to !== '乡村')
  const [inflow, outflow] = [v.sum(coming), v.sum(leaving)]
  const [into, out] = [Number(inflow.text), Number(outflow.text)]
  if (into + out < v.params.leastPeople || into === out) return null
  const base = say`全年交流轮岗${v.value(v.now('exchanges'))}人次，由城镇到乡村任教${inflow}人次，由乡村到城镇${outflow}人次`
  const weight = weigh(0.6, (into - out) / (into + out), 0.2)
  if (into > out)
    return {
      topic: 'exchanges',
      side: 'result',
      weight,
      lead: '教师交流面向乡村',
      body: say`${base}，到乡村的多于离开乡村的。`,
    }
  return {
    topic: 'exchanges',
    side: 'problem',
    weight,
    lead: '交流轮岗的方向偏向城镇',
    body: say`${base}，离开乡村的多于到乡村的。`,
    intention: {
      lead: '引导城镇教师到乡村任教',
      body: say`${v.year + 1}年交流计划先满足乡村学校的缺编学科，城镇到乡村的不少于${v.year}年由乡村到城镇的${outflow}人次。`,
    },
  }
}

function ends(direction: string): [from: string, to: string] {
  const [from = '', to = ''] = direction.split('→')
  return [from, to]
}

function meetingIn(v: View, urban: string): Pair | null {
  const pair: Pair = [v.now('meeting', 'urban', urban), v.now('assessed', 'urban', urban)]
  return v.at(v.now('required')) > 0 && v.at(pair[1]) >= v.params.leastPeople ? pair : null
}

function rate(v: View, [part, whole]: Pair): number {
  return v.at(part) / v.at(whole)
}
