import type { FigureRef } from '#contract/figures.ts'
import { type Block, join, say, type Table, type Text } from '../model.ts'
import { breakdown, versus, within } from '../phrase.ts'
import { tableBySystem } from '../tables/by-system.ts'
import type { View } from '../view.ts'
import { section } from './section.ts'

/** 基本情况: schools, teachers, the year's totals, credits required and reached, with a table by unit. */
export function basics(v: View, byUnit: Table[]): Block[] {
  return section(
    '基本情况',
    1,
    section('学校与教师', 2, staff(v)),
    section('研修总量', 2, totals(v), byLevel(v), tableBySystem(v)),
    section('学分考核', 2, credits(v), byUnit),
  )
}

function staff(v: View): Text {
  const teachers = v.now('teachers')
  if (v.at(teachers) === 0) return []
  const rural = v.now('teachers', 'urban', '乡村')
  const ruralShare =
    v.at(rural) > 0 && v.at(rural) < v.at(teachers) ? say`，其中乡村教师占${v.share(rural, teachers)}` : []
  const stages = join([breakdown(v, 'teachers', 'stage', '人')], '')
  const parts = [
    schools(v),
    say`教师${v.value(teachers)}人${movedTail(v, teachers, v.past('teachers'), '人')}`,
    stages.length > 0 ? say`按任教学段分，${stages}` : [],
    ruralShare.length > 0 ? say`按学校所在地分，${breakdown(v, 'teachers', 'urban', '人')}${ruralShare}` : [],
  ]
  return say`截至${v.year}年12月31日，${join(parts, '；')}。`
}

function schools(v: View): Text {
  const all = v.now('schools')
  if (v.facts.unit.category === '学校' || v.at(all) === 0) return []
  return say`${v.place}有学校${v.value(all)}所${movedTail(v, all, v.past('schools'), '所')}${within(v, 'schools', 'kind', '所')}`
}

/** The change against the year before, only where there is one. */
function movedTail(v: View, now: FigureRef, past: FigureRef, word: string): Text {
  return v.at(now) === v.at(past)
    ? []
    : ((tail) => (tail.length > 0 ? say`（${tail}）` : []))(versus(v, now, past, word))
}

function totals(v: View): Text {
  const [activities, participations] = [v.now('activities'), v.now('participations')]
  if (v.at(participations) === 0 && v.at(activities) === 0) return []
  const sentences = [
    say`全年${programmes(v)}开展研修活动${v.value(activities)}班次${commaVersus(v, 'activities', '班次')}${ownShare(v)}。`,
    say`经考勤认定参训${v.value(participations)}人次${commaVersus(v, 'participations', '人次')}；参训教师${v.value(v.now('participants'))}人；认定学时${v.value(v.now('hours'))}学时${commaVersus(v, 'hours', '学时')}。`,
  ]
  return join(sentences, '')
}

/** What a centre held itself of the region's activities. */
function ownShare(v: View): Text {
  const own = v.of(v.facts.unit.code, 'activities')
  if (v.facts.unit.category !== '中心' || v.at(own) === 0) return []
  return say`，其中本单位承办${v.value(own)}班次`
}

function programmes(v: View): Text {
  const all = v.now('programmes')
  return v.at(all) > 0 ? say`承办研修项目${v.value(all)}个，` : []
}

function byLevel(v: View): Text {
  if (v.keys('participations', 'level').length < 2) return []
  return say`认定参训人次按级别分，${breakdown(v, 'participations', 'level', '人次')}。`
}

function commaVersus(v: View, figure: 'activities' | 'participations' | 'hours', word: string): Text {
  const tail = versus(v, v.now(figure), v.past(figure), word)
  return tail.length > 0 ? say`，${tail}` : []
}

function credits(v: View): Text {
  const rows = v.facts.policies.filter((row) => row.year === v.year)
  const assessed = v.now('assessed')
  if (rows.length === 0 || v.at(assessed) === 0) return []
  const demands = join(
    rows.map(({ category }) => say`${category}${v.value(v.now('required', 'category', category))}学分`),
    '、',
  )
  return say`本年度学分要求为${demands}，各类均达到要求为达标。${v.place}参加考核教师${v.value(assessed)}人，登记学分${v.value(v.now('credits'))}学分${within(v, 'credits', 'category', '学分')}；达标${v.value(v.now('meeting'))}人，达标率${v.share(v.now('meeting'), assessed)}。`
}
