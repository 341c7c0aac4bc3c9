import type { FigureRef } from '#contract/figures.ts'
import { join, say, type Text } from '../model.ts'
import type { View } from '../view.ts'
import { type Observe, weigh } from './observation.ts'

/** Share of applicants certified: against the year before, and which step failed most. */
export const observeCertified: Observe = (v) => {
  const now: [FigureRef, FigureRef] = [v.now('qualification-certified'), v.now('qualification-applied')]
  if (v.at(now[1]) < v.params.leastPeople) return null
  const rate = v.at(now[0]) / v.at(now[1])
  const moved = pastMove(v, now)
  const { good, poor } = v.params.certified
  const fallen = moved !== null && moved.points <= -2 * v.params.notablePoints
  const risen = moved !== null && moved.points >= 2 * v.params.notablePoints
  if (!fallen && !risen && rate >= poor && rate < good) return null
  const base = say`教师资格认定申请${v.value(now[1])}人，认定${v.value(now[0])}人，通过率${v.share(...now)}${moved?.text ?? []}`
  const weight = weigh(0.55, moved?.points ?? 10, 10)
  if (risen || (!fallen && rate >= good))
    return {
      topic: 'certified',
      side: 'result',
      weight,
      lead: rate >= good ? '教师资格认定通过率较高' : '教师资格认定通过率提高',
      body: say`${base}。`,
    }
  return {
    topic: 'certified',
    side: 'problem',
    weight,
    lead: fallen ? '教师资格认定通过率下降' : '教师资格认定通过率偏低',
    body: say`${base}${failedSteps(v)}。`,
    ...help(v),
  }
}

function pastMove(v: View, now: [FigureRef, FigureRef]): { points: number; text: Text } | null {
  const past: [FigureRef, FigureRef] = [v.past('qualification-certified'), v.past('qualification-applied')]
  if (!v.hasPast || v.at(past[1]) === 0) return null
  const points = 100 * (v.at(now[0]) / v.at(now[1]) - v.at(past[0]) / v.at(past[1]))
  const gap = v.points(now, past)
  const text =
    gap.text === '0' ? say`，与上年持平` : say`，比上年${points > 0 ? '提高' : '下降'}${gap}个百分点`
  return { points, text }
}

function failedSteps(v: View): Text {
  const failed = v.now('qualification-failed')
  const steps = v.records.parts(v.now('qualification-failed', 'step'))
  if (steps.length === 0) return []
  const list = steps.map(([key]) => say`${key}${v.value(v.now('qualification-failed', 'step', key))}人`)
  return say`；未通过的${v.value(failed)}人中，${join(list, '、')}`
}

function help(v: View) {
  const [top] = v.records.parts(v.now('qualification-failed', 'step'))
  if (!top) return {}
  return {
    intention: {
      lead: '做好申请人的考前辅导',
      body: say`针对${top[0]}未通过的${v.value(v.now('qualification-failed', 'step', top[0]))}人，受理前告知标准，开设相应辅导，受理窗口期内一次性告知缺项。`,
    },
  }
}
