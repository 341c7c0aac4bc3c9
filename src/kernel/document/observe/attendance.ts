import { say } from '../model.ts'
import type { View } from '../view.ts'
import { type Observe, weigh } from './observation.ts'

/** How many of the enrolments were recognised by attendance, and where it was worst. */
export const observeAttendance: Observe = (v) => {
  const [done, due] = [v.now('participations'), v.now('enrolled')]
  if (v.at(due) === 0 || v.at(done) > v.at(due)) return null
  const rate = v.at(done) / v.at(due)
  const { good, poor } = v.params.attendance
  if (rate >= poor && rate < good) return null
  const base = say`全年应参训${v.value(due)}人次，出勤达到要求并予认定${v.value(done)}人次，认定率${v.share(done, due)}`
  const weight = weigh(0.75, rate >= good ? rate : 1 - rate, rate >= good ? 1 : 1 - poor)
  if (rate >= good)
    return { topic: 'attendance', side: 'result', weight, lead: '出勤情况良好', body: say`${base}。` }
  return {
    topic: 'attendance',
    side: 'problem',
    weight,
    lead: '出勤不足的情况较多',
    ...poorAttendance(v, base),
  }
}

/** Systems held a year ago and not at all this year. */
export const observeDropped: Observe = (v) => {
  if (!v.hasPast) return null
  const dropped = v.records
    .parts(v.past('activities', 'system'))
    .filter(([key]) => v.at(v.now('activities', 'system', key)) === 0)
  const [first] = dropped
  if (!first) return null
  const names = dropped.map(([key]) => key).join('、')
  const refs = dropped.map(([key]) => v.past('activities', 'system', key))
  return {
    topic: 'dropped',
    side: 'problem',
    weight: weigh(0.8, dropped.length, 1),
    lead: '有的研修形式中断',
    body: say`${names}上年开展${v.sum(refs)}班次，本年没有开展。`,
    intention: {
      lead: '恢复中断的研修',
      body: say`${names}重新列入${v.year + 1}年计划，班次不少于${v.year - 1}年的${v.sum(refs)}班次。`,
    },
  }
}

function poorAttendance(v: View, base: ReturnType<typeof say>) {
  const [done, due] = [v.now('participations'), v.now('enrolled')]
  const worst = worstSystem(v)
  const where = worst
    ? say`；${worst}认定率最低，为${v.share(v.now('participations', 'system', worst), v.now('enrolled', 'system', worst))}`
    : []
  return {
    body: say`${base}，有${v.change(due, done)}人次因出勤不足未予认定${where}。`,
    intention: {
      lead: '严格考勤并及时补训',
      body: say`每场次结束当日公布签到结果，未达到出勤要求的当期安排补训；${worst ? `重点督促${worst}` : '全年逐月核对'}，减少${v.year}年${v.change(due, done)}人次未认定的情况。`,
    },
  }
}

/** The system with the lowest rate, among those with enough enrolments to say so. */
function worstSystem(v: View): string | null {
  const rates = v
    .keys('enrolled', 'system')
    .filter((key) => v.at(v.now('enrolled', 'system', key)) >= v.params.leastPeople)
    .map((key) => ({
      key,
      rate: v.at(v.now('participations', 'system', key)) / v.at(v.now('enrolled', 'system', key)),
    }))
  return rates.length < 2 ? null : (rates.toSorted((a, b) => a.rate - b.rate)[0]?.key ?? null)
}
