import { say } from '../model.ts'
import type { ProgrammeRow } from '../facts.ts'
import type { View } from '../view.ts'
import { type Observe, weigh } from './observation.ts'

/** Whether every programme of sending teaching made the rounds it owes in a year. */
export const observeVisits: Observe = (v) => {
  const visits = hosted(v, '送教下乡')
  if (visits.length === 0) return null
  const few = visits.filter((p) => p.activities < v.params.visits)
  const rounds = say`${v.params.visits}次`
  if (few.length === 0)
    return {
      topic: 'visits',
      side: 'result',
      weight: weigh(0.35, 1, 1),
      lead: '送教下乡频次达到要求',
      body: say`${v.count(visits.map((p) => programmeRef(v, p)))}个送教下乡项目每个都不少于${rounds}，全年${v.value(v.now('activities', 'system', '送教下乡'))}班次，认定参训${v.value(v.now('participations', 'system', '送教下乡'))}人次。`,
    }
  return {
    topic: 'visits',
    side: 'problem',
    weight: weigh(0.6, few.length / visits.length, 0.5),
    lead: '送教下乡频次不足',
    body: say`${v.count(visits.map((p) => programmeRef(v, p)))}个送教下乡项目中，${v.count(few.map((p) => programmeRef(v, p)))}个全年不足${rounds}：${few
      .slice(0, v.params.most.names)
      .map((p) => p.name)
      .join('、')}。`,
    intention: {
      lead: '保证送教频次',
      body: say`每个送教项目年初排定不少于${rounds}的日程，按问题诊断、研课磨课、成果展示、总结提升四个阶段完成。`,
    },
  }
}

/** Whether observing and discussing lessons reaches more than a few. */
export const observeLessons: Observe = (v) => {
  const [seen, all] = [v.now('participants', 'system', '听课评课'), v.now('teachers')]
  if (v.at(seen) === 0 || v.at(all) < v.params.leastPeople) return null
  const share = v.at(seen) / v.at(all)
  if (share >= v.params.observationShare) return null
  return {
    topic: 'lessons',
    side: 'problem',
    weight: weigh(0.45, v.params.observationShare - share, 0.05),
    lead: '听课评课覆盖面小',
    body: say`全年听课评课${v.value(v.now('activities', 'system', '听课评课'))}班次，参加教师${v.value(seen)}人，占教师总数的${v.share(seen, all)}。`,
    intention: {
      lead: '把听课评课开到学校',
      body: say`以片区为单位每学期组织听课评课，参加教师多于${v.year}年的${v.value(seen)}人，优先安排没有参加过的学校。`,
    },
  }
}

function hosted(v: View, system: string): ProgrammeRow[] {
  return v.programmesOf(v.year).filter((p) => p.system === system && p.activities > 0)
}

function programmeRef(v: View, programme: ProgrammeRow) {
  return v.now('activities', 'programme', programme.number)
}
