import type { ProgrammeRow, SummaryFacts } from './facts.ts'
import { type Block, type DocumentModel, join, say, type Text } from './model.ts'
import { inOrder } from './order.ts'
import { observe } from './observe/index.ts'
import type { Observation } from './observe/observation.ts'
import type { DraftParams } from './params.ts'
import { basics } from './sections/basics.ts'
import { otherWork } from './sections/people.ts'
import { numberHeads, paragraph, referTables, section } from './sections/section.ts'
import { systemSections } from './sections/systems.ts'
import { tableByProgramme } from './tables/by-programme.ts'
import { tableByCluster, tableByKind, tableBySchool } from './tables/by-unit.ts'
import { openView, type View } from './view.ts'

/**
 * Drafts a unit's summary of `facts.year`. Which paragraphs stand under results, problems and intentions depends
 * on the records; every number is a claim that opens to them.
 */
export function draftSummary(facts: SummaryFacts, params?: DraftParams): DocumentModel {
  const v = openView(facts, params)
  const { results, problems } = observe(v)
  const told = new Set([...results, ...problems].map((seen) => seen.topic))
  const regional = v.code === facts.region.code
  const blocks: Block[] = [
    ...paragraph(opening(v, results, problems)),
    ...basics(v, regional ? tableByCluster(v) : tableBySchool(v)),
    ...section('主要工作', 1, systemSections(v), tableByProgramme(v), otherWork(v, told)),
    ...section('主要成效', 1, results.flatMap(tell)),
    ...section('存在问题', 1, problems.flatMap(tell)),
    ...section('下一步打算', 1, intentions(v, results, problems)),
  ]
  return {
    type: 'work-summary',
    title: `${fullName(facts)}${facts.year}年教师研修工作总结`,
    blocks: referTables(numberHeads(blocks)),
    annexes: regional ? [...tableByKind(v), ...tableBySchool(v)] : tableByKind(v),
    issuer: facts.issuer,
    issued: facts.issued,
    names: namesOf(facts),
  }
}

/** The unit's name, with the region's before it where it does not say it itself. */
export function fullName({ unit, region }: Pick<SummaryFacts, 'unit' | 'region'>): string {
  return unit.name.startsWith(region.name) ? unit.name : `${region.name}${unit.name}`
}

/** Names of the units a document may mention, longest first. */
export function namesOf({ unit, region, units, issuer }: SummaryFacts): string[] {
  const names = new Set([unit, region, ...units].map((row) => row.name).concat(issuer))
  return [...names].filter((name) => name !== '').toSorted((a, b) => b.length - a.length)
}

/** An observation as a head with its paragraph. */
export function tell(seen: Observation): Block[] {
  return section(seen.lead, 2, seen.body)
}

/** Heads and paragraphs that answer the problems, each once. */
export function answer(problems: Observation[]): Block[] {
  return problems.flatMap((seen) =>
    seen.intention ? section(seen.intention.lead, 2, seen.intention.body) : [],
  )
}

function opening(v: View, results: Observation[], problems: Observation[]): Text {
  if (isIdle(v)) return say`${v.year}年，${v.place}没有研修活动和经认定的参训记录。`
  const meeting = v.at(v.now('required')) > 0 ? say`，学分达标${v.value(v.now('meeting'))}人` : []
  const done = say`${v.year}年，${v.place}开展教师研修${v.value(v.now('activities'))}班次，认定参训${v.value(v.now('participations'))}人次${meeting}。`
  const gained = leads(results, 2)
  const lacking = leads(problems, 2)
  const change = [gained ? `主要成效是${gained}` : '', lacking ? `突出问题是${lacking}` : '']
    .filter((s) => s !== '')
    .join('，')
  return join([done, say`${change ? `${change}。` : ''}现将全年工作总结如下。`], '')
}

/** A year without any training, such as that of a school that was merged away. */
function isIdle(v: View): boolean {
  return v.at(v.now('activities')) === 0 && v.at(v.now('participations')) === 0
}

function leads(seen: Observation[], most: number): string {
  return seen
    .slice(0, most)
    .map((one) => one.lead)
    .join('、')
}

function intentions(v: View, results: Observation[], problems: Observation[]): Block[] {
  const answers = answer(problems)
  const planned = section(`落实${v.year + 1}年研修项目`, 2, nextProgrammes(v))
  return answers.length > 0 ? [...answers, ...planned] : [...paragraph(keep(v, results)), ...planned]
}

/** What is already entered for the next year. */
export function nextProgrammes(v: View): Text {
  const next = v.programmesOf(v.year + 1)
  if (next.length === 0) return []
  const ref = (p: ProgrammeRow) => v.next('programmes', 'programme', p.number)
  const systems = inOrder(
    'system',
    [...Map.groupBy(next, (p) => p.system)].map(([key, rows]) => [key, rows.length]),
  )
  const parts = systems.map(([key]) => say`${key}${v.count(next.filter((p) => p.system === key).map(ref))}个`)
  return say`${v.year + 1}年已列入研修项目${v.count(next.map(ref))}个${parts.length > 1 ? say`，其中${join(parts, '、')}` : []}，按项目落实承办单位、时间和参训名单。`
}

/** Where nothing is wrong: hold what was reached. */
function keep(v: View, results: Observation[]): Text {
  if (isIdle(v)) return []
  const what = leads(results, 3)
  return say`${what ? `保持${what}的势头，` : ''}${v.year + 1}年认定参训不低于${v.year}年的${v.value(v.now('participations'))}人次，学分达标不低于${v.year}年的${v.value(v.now('meeting'))}人。`
}
