import { say, type Text } from '../model.ts'
import { changeOf, fromTo, versus, within } from '../phrase.ts'
import type { View } from '../view.ts'
import { type Observe, weigh } from './observation.ts'

const high = ['国家级', '省级']

/** Awards: their number, or when that stood still the share of high levels. */
export const observeAwards: Observe = (v) => {
  const [now, past] = [v.now('awards'), v.past('awards')]
  const change = changeOf(v, now, past)
  if (change === null || v.at(now) < v.params.leastPeople) return null
  const moved = Math.abs(change) >= v.params.notable
  const shift = highAwards(v, 'now') - highAwards(v, 'past')
  if (!moved && shift === 0) return null
  const good = moved ? change > 0 : shift > 0
  const refs = high.map((key) => v.now('awards', 'level', key))
  const before = high.map((key) => v.past('awards', 'level', key))
  const base = say`教师获奖${v.value(now)}项，${versus(v, now, past, '项')}；其中省级及以上${v.sum(refs)}项，占${v.share(refs, now)}，上年为${v.sum(before)}项`
  const weight = moved ? weigh(0.6, change, 0.15) : weigh(0.35, shift / v.at(now), 0.05)
  if (good)
    return {
      topic: 'awards',
      side: 'result',
      weight,
      lead: moved ? '教师获奖增加' : '获奖层次提高',
      body: say`${base}。`,
    }
  return {
    topic: 'awards',
    side: 'problem',
    weight,
    lead: moved ? '教师获奖减少' : '高层次获奖减少',
    body: say`${base}。`,
    intention: {
      lead: '组织磨课备赛',
      body: say`从县级获奖的${v.value(v.now('awards', 'level', '县级'))}项中遴选课例集中打磨，省级及以上获奖力争达到${v.year - 1}年的${v.sum(before)}项。`,
    },
  }
}

/** Works handed in, against the year before. */
export const observeWorks: Observe = (v) => {
  const [now, past] = [v.now('works'), v.past('works')]
  const change = changeOf(v, now, past)
  if (change === null || Math.abs(change) < 2 * v.params.notable) return null
  const base = say`全年提交研修作品${fromTo(v, now, past, '件')}${within(v, 'works', 'kind', '件')}`
  const weight = weigh(0.4, change, 0.2)
  if (change > 0)
    return { topic: 'works', side: 'result', weight, lead: '研修成果增多', body: say`${base}。` }
  return {
    topic: 'works',
    side: 'problem',
    weight,
    lead: '研修成果减少',
    body: say`${base}。`,
    intention: {
      lead: '完善作品提交',
      body: say`每个项目明确应交作品和期限，作品总数不少于${v.year - 1}年的${v.value(past)}件。`,
    },
  }
}

/** How many teachers borrow and read. */
export const observeReaders: Observe = (v) => {
  const [readers, all] = [v.now('readers'), v.now('teachers')]
  if (v.at(all) < v.params.leastPeople || v.at(readers) === 0) return null
  const share = v.at(readers) / v.at(all)
  const base = say`全年借阅专业图书的教师${v.value(readers)}人，占教师总数的${v.share(readers, all)}`
  if (share >= v.params.readers)
    return {
      topic: 'readers',
      side: 'result',
      weight: weigh(0.4, share, v.params.readers),
      lead: '专业阅读参与面较广',
      body: say`${base}。`,
    }
  return {
    topic: 'readers',
    side: 'problem',
    weight: weigh(0.5, v.params.readers - share, 0.1),
    lead: '专业阅读参与面不足',
    body: say`${base}，不到一半${readersMoved(v)}。`,
    intention: {
      lead: '推动专业阅读',
      body: say`流动图书送到没有借阅记录的学校，每学期开一次读书交流，使借阅教师多于${v.year}年的${v.value(readers)}人。`,
    },
  }
}

function highAwards(v: View, when: 'now' | 'past'): number {
  return high.reduce((total, key) => total + v.at(v[when]('awards', 'level', key)), 0)
}

function readersMoved(v: View): Text {
  const tail = versus(v, v.now('readers'), v.past('readers'), '人')
  return tail.length > 0 ? say`；${tail}` : []
}
