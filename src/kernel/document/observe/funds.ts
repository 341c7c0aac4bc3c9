import { say } from '../model.ts'
import { versusMoney } from '../phrase.ts'
import { type Observe, weigh } from './observation.ts'

/** Spending on training as a share of public funds: schools owe at least the share that money goes by. */
export const observeTrainingShare: Observe = (v) => {
  const [out, into] = [v.now('funds-out'), v.now('funds-in', 'item', '公用经费')]
  const least = v.params.trainingFunds
  if (least === null || v.at(into) === 0 || v.at(out) === 0) return null
  const share = v.at(out) / v.at(into)
  const floor = `${Number((least * 100).toFixed(2))}%`
  const base = say`公用经费收入${v.wan(into)}万元，研修支出${v.wan(out)}万元，占${v.share(out, into)}`
  const ok = share >= least
  const weight = weigh(ok ? 0.4 : 0.8, Math.abs(share - least), 0.02)
  if (ok)
    return {
      topic: 'training-share',
      side: 'result',
      weight,
      lead: '研修经费得到保障',
      body: say`${base}，达到不低于${floor}的要求。`,
    }
  return {
    topic: 'training-share',
    side: 'problem',
    weight,
    lead: '研修经费投入不足',
    body: say`${base}，低于${floor}的要求。`,
    intention: {
      lead: '落实研修经费',
      body: say`${v.year + 1}年预算按公用经费的${floor}以上单列研修经费，支出高于${v.year}年的${v.wan(out)}万元，按季公布各单位执行情况。`,
    },
  }
}

/** Whether travel eats what training needs. */
export const observeTravel: Observe = (v) => {
  const [travel, out] = [v.now('funds-out', 'item', '差旅费'), v.now('funds-out')]
  if (v.at(out) === 0 || v.at(travel) / v.at(out) < v.params.travelShare) return null
  const fees = v.now('funds-out', 'item', '培训费')
  const tail = v.at(fees) > 0 ? say`；培训费${v.wan(fees)}万元，占${v.share(fees, out)}` : []
  const moved = versusMoney(v, travel, v.past('funds-out', 'item', '差旅费'))
  return {
    topic: 'travel',
    side: 'problem',
    weight: weigh(0.55, v.at(travel) / v.at(out), v.params.travelShare),
    lead: '支出结构不够合理',
    body: say`研修支出中差旅费${v.wan(travel)}万元，占${v.share(travel, out)}${moved.length > 0 ? say`，${moved}` : []}${tail}。`,
    intention: {
      lead: '优化支出结构',
      body: say`多用就近开班和网络研修，差旅费占比降到${v.year}年的${v.share(travel, out)}以下，节省部分用于课程和资料。`,
    },
  }
}
