import { answer, fullName, namesOf, nextProgrammes } from './draft.ts'
import type { SummaryFacts } from './facts.ts'
import { type Block, type DocumentModel, join, say, type Text } from './model.ts'
import { observe } from './observe/index.ts'
import type { Observation } from './observe/observation.ts'
import type { DraftParams } from './params.ts'
import { numberHeads, paragraph, referTables, section } from './sections/section.ts'
import { shortName } from './sections/systems.ts'
import { tablePlanned } from './tables/planned.ts'
import { openView, type View } from './view.ts'

/**
 * Drafts a unit's plan for `facts.year + 1` from the records of `facts.year`: the problems found become tasks, and
 * what is already entered for the year becomes its programme.
 */
export function draftPlan(facts: SummaryFacts, params?: DraftParams): DocumentModel {
  const v = openView(facts, params)
  const { results, problems } = observe(v)
  const blocks: Block[] = [
    ...paragraph(opening(v, problems)),
    ...section('工作基础', 1, worked(v), told(results, 3), told(problems, 4)),
    ...section('工作目标', 1, goals(v)),
    ...section('重点任务', 1, answer(problems)),
    ...section('项目安排', 1, nextProgrammes(v), tablePlanned(v), projects(v)),
    ...section('经费保障', 1, money(v)),
  ]
  return {
    type: 'work-plan',
    title: `${fullName(facts)}${facts.year + 1}年教师研修工作计划`,
    blocks: referTables(numberHeads(blocks)),
    annexes: [],
    issuer: facts.issuer,
    issued: facts.issued,
    names: namesOf(facts),
  }
}

function opening(v: View, problems: Observation[]): Text {
  const found = problems
    .slice(0, 2)
    .map((seen) => seen.lead)
    .join('、')
  const aim = found ? `针对${v.year}年${found}等问题，` : ''
  return say`为做好${v.year + 1}年教师研修工作，${aim}结合${v.place}实际，制定本计划。`
}

function worked(v: View): Text {
  if (v.at(v.now('participations')) === 0) return []
  const met = v.at(v.now('required')) > 0 ? say`，学分达标${v.value(v.now('meeting'))}人` : []
  return say`${v.year}年，${v.place}开展教师研修${v.value(v.now('activities'))}班次，认定参训${v.value(v.now('participations'))}人次、${v.value(v.now('hours'))}学时${met}。`
}

/** The paragraphs of the weightiest observations, one after another. */
function told(seen: Observation[], most: number): Text {
  return join(
    seen.slice(0, most).map((one) => one.body),
    '',
  )
}

function goals(v: View): Text {
  const sentences = [creditGoal(v), meetingGoal(v), attendanceGoal(v)]
  return join(sentences, '')
}

function creditGoal(v: View): Text {
  const rows = v.facts.policies.filter((row) => row.year === v.year + 1)
  const [year, shown] =
    rows.length > 0 ? [v.year + 1, rows] : [v.year, v.facts.policies.filter((row) => row.year === v.year)]
  if (shown.length === 0) return []
  const ref = (category?: string) => ({ ...v.now('required', 'category', category), year })
  const parts = shown.map(({ category }) => say`${category}${v.value(ref(category))}学分`)
  const total = { ...v.now('required'), year }
  const basis = year === v.year ? `${v.year + 1}年学分要求公布前，按${v.year}年要求` : '每名教师'
  return say`${basis}完成${join(parts, '、')}，合计${v.value(total)}学分。`
}

function meetingGoal(v: View): Text {
  const [meeting, assessed] = [v.now('meeting'), v.now('assessed')]
  if (v.at(v.now('required')) === 0 || v.at(assessed) === 0 || v.at(meeting) === v.at(assessed)) return []
  return say`学分达标率高于${v.year}年的${v.share(meeting, assessed)}，未达标人数少于${v.year}年的${v.change(assessed, meeting)}人。`
}

function attendanceGoal(v: View): Text {
  const [done, due] = [v.now('participations'), v.now('enrolled')]
  if (v.at(due) === 0 || v.at(done) >= v.at(due)) return []
  return say`参训认定率高于${v.year}年的${v.share(done, due)}。`
}

/** The next year's programmes above school level, by name. */
function projects(v: View): Text {
  const rows = v.programmesOf(v.year + 1).filter((p) => p.level !== '校级' && p.planned !== null)
  if (rows.length === 0 || rows.length > 15) return []
  const list = rows.map(
    (p) => say`“${shortName(p)}”（${p.level}）计划${v.value(v.next('planned', 'programme', p.number))}人`,
  )
  return say`校外研修项目安排为：${join(list, '；')}。`
}

function money(v: View): Text {
  const [budget, out] = [v.next('budget'), v.now('funds-out')]
  const planned = v.at(budget) > 0 ? say`${v.year + 1}年已列项目预算合计${v.wan(budget)}万元。` : []
  const spent = v.at(out) > 0 ? say`${v.year}年研修支出${v.wan(out)}万元。` : []
  const least = v.params.trainingFunds
  const share = `${Number(((least ?? 0) * 100).toFixed(2))}%`
  const rule =
    least !== null && v.at(v.now('funds-in', 'item', '公用经费')) > 0
      ? say`研修经费按不低于公用经费的${share}安排。`
      : []
  return join([spent, planned, rule], '')
}
