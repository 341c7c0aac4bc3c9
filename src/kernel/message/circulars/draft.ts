/** The text of a circular or bulletin from a unit's figures: pure. */
import type { circularKinds, circularTopics } from '#contract/circular.ts'
import { CIRCULAR_KINDS, CIRCULAR_TOPICS } from '#contract/circular.ts'
import type { FigureRef, MeasureId } from '#contract/figures.ts'
import { fullName, namesOf } from '#kernel/document/draft.ts'
import type { SummaryFacts, UnitRow } from '#kernel/document/facts.ts'
import { join, say, type Block, type DocumentModel, type Table, type Text } from '#kernel/document/model.ts'
import { versus, within } from '#kernel/document/phrase.ts'
import { inChinese } from '#lib/dates.ts'
import { numberHeads, paragraph, referTables, section } from '#kernel/document/sections/section.ts'
import { openView, type View } from '#kernel/document/view.ts'
import { slowestWorkshops, workshopProgress, workshopTable } from './workshops.ts'

export type Kind = (typeof circularKinds)[number]
export type Topic = (typeof circularTopics)[number]

/** Somebody who is short: for an annex by name. */
export type Behind = { name: string; unit: string; lacks: string }

/** What is to be told, and of whom. */
export type CircularFacts = {
  kind: Kind
  about: Topic
  /** 示教训〔2025〕12号 */
  number: string
  facts: SummaryFacts
  /** Those who are behind, by name; empty where they are not named. */
  behind: readonly Behind[]
}

/** Drafts it: how the unit stands, each part of it in a table, who is behind, what is asked. Every number is a claim. */
export function draftCircular({ kind, about, number, facts, behind }: CircularFacts): DocumentModel {
  const v = openView(facts)
  const units = partsOf(facts)
  const blocks: Block[] = [
    ...paragraph(opening(v, about)),
    ...section(
      '总体进度',
      1,
      PROGRESS[about](v),
      about === 'workshops' ? workshopTable(v) : table(v, about, units),
    ),
    ...(about === 'workshops'
      ? section('进度靠后的工作坊', 1, slowestWorkshops(v))
      : section('进度靠后的单位', 1, slowest(v, about, units))),
    ...section('有关要求', 1, asks(about, kind)),
  ]
  return {
    type: 'circular',
    title: `${fullName(facts)}关于${facts.year}年教师${CIRCULAR_TOPICS[about]}的${CIRCULAR_KINDS[kind]}`,
    number,
    blocks: referTables(numberHeads(blocks)),
    annexes: behind.length === 0 ? [] : [namesTable(about, behind)],
    issuer: facts.issuer,
    issued: facts.issued,
    names: namesOf(facts),
  }
}

/** Schools of a unit; of a region with clusters, its clusters and schools alike are listed by school. */
function partsOf({ units }: SummaryFacts): UnitRow[] {
  return units.filter(({ category }) => category === '学校')
}

const PROGRESS: Readonly<Record<Topic, (v: View) => Text>> = {
  credits: creditProgress,
  training: trainingProgress,
  workshops: workshopProgress,
}
const OPENINGS: Readonly<Record<Topic, string>> = {
  credits: '教师学分登记和达标情况',
  training: '教师参加研修的情况',
  workshops: '教师工作坊网络研修和线下活动的情况',
}

function opening(v: View, about: Topic): Text {
  return say`现将${v.year}年${OPENINGS[about]}（截至${inChinese(v.facts.issued)}）通报如下。`
}

function creditProgress(v: View): Text {
  const [assessed, meeting, short] = [v.now('assessed'), v.now('meeting'), v.now('short')]
  if (v.at(assessed) === 0) return say`${v.year}年还没有学分政策，无法计算达标人数。`
  const share = say`，达标率${v.share(meeting, assessed)}`
  const lacking = v.at(short) === 0 ? [] : say`还有${v.value(short)}人没有达标${byCategory(v)}。`
  return join(
    [say`${v.place}应达标教师${v.value(assessed)}人，已达标${v.value(meeting)}人${share}。`, lacking],
    '',
  )
}

/** 按所缺类别：集中12人、校本30人；一人可缺几类。 */
function byCategory(v: View): Text {
  const keys = v.keys('short', 'category')
  if (keys.length === 0) return []
  const parts = keys.map((key) => say`${key}${v.value(v.now('short', 'category', key))}人`)
  return say`，按所缺类别分别为${join(parts, '、')}${keys.length > 1 ? '（一人可缺几类）' : ''}`
}

function trainingProgress(v: View): Text {
  const [held, took] = [v.now('activities'), v.now('participations')]
  if (v.at(held) === 0 && v.at(took) === 0) return say`${v.year}年还没有认定的参训记录。`
  const compared = versus(v, took, v.past('participations'), '人次')
  return join(
    [
      say`${v.place}开展研修${v.value(held)}班次${within(v, 'activities', 'system', '班次')}。`,
      say`认定参训${v.value(took)}人次${compared.length > 0 ? say`，${compared}` : []}；参训教师${v.value(v.now('participants'))}人，占${v.value(v.now('teachers'))}名教师的${v.share(v.now('participants'), v.now('teachers'))}。`,
    ],
    '',
  )
}

type Column = { title: string; share: number; of: (unit: UnitRow, v: View) => Text }

const amount = (title: string, figure: MeasureId, share: number): Column => ({
  title,
  share,
  of: (unit, v) => say`${v.value(v.of(unit.code, figure))}`,
})
const rate = (title: string, part: MeasureId, whole: MeasureId): Column => ({
  title,
  share: 5,
  of: (unit, v) => shareOf(v, v.of(unit.code, part), v.of(unit.code, whole)),
})

/** What is told school by school. */
type BySchool = Exclude<Topic, 'workshops'>

const COLUMNS: Readonly<Record<BySchool, readonly Column[]>> = {
  credits: [
    amount('教师', 'teachers', 4),
    amount('登记学分', 'credits', 6),
    amount('达标人数', 'meeting', 5.4),
    rate('达标率', 'meeting', 'assessed'),
  ],
  training: [
    amount('教师', 'teachers', 4),
    amount('认定人次', 'participations', 5.4),
    amount('参训学时', 'hours', 5.4),
    {
      title: '人均学时',
      share: 5.4,
      of: (unit, v) =>
        v.at(v.of(unit.code, 'teachers')) === 0
          ? []
          : say`${v.mean(v.of(unit.code, 'hours'), v.of(unit.code, 'teachers'))}`,
    },
  ],
}

function shareOf(v: View, part: FigureRef, whole: FigureRef): Text {
  return v.at(whole) === 0 ? [] : say`${v.share(part, whole)}`
}

function table(v: View, about: BySchool, units: readonly UnitRow[]): Table[] {
  if (units.length < 2) return []
  const columns = COLUMNS[about]
  const row = (unit: UnitRow, name: string): Text[] => [say`${name}`, ...columns.map(({ of }) => of(unit, v))]
  return [
    {
      kind: 'table',
      caption: `各校${CIRCULAR_TOPICS[about]}`,
      columns: [{ title: '学校', share: 11.5 }, ...columns.map(({ title, share }) => ({ title, share }))],
      rows: ranked(v, about, units).map((unit) => row(unit, unit.name)),
      total: row({ ...v.facts.unit, code: v.code }, '合计'),
      note: '按进度从高到低排列；合计为本单位全部教师，含不在表列学校的教师。',
    },
  ]
}

/** The measure by which units are ahead or behind; null where there is nobody to measure. */
function progress(v: View, about: BySchool, unit: UnitRow): number | null {
  const [part, whole]: [MeasureId, MeasureId] =
    about === 'credits' ? ['meeting', 'assessed'] : ['hours', 'teachers']
  const of = v.at(v.of(unit.code, whole))
  return of === 0 ? null : v.at(v.of(unit.code, part)) / of
}

function ranked(v: View, about: BySchool, units: readonly UnitRow[]): UnitRow[] {
  return units.toSorted((a, b) => (progress(v, about, b) ?? -1) - (progress(v, about, a) ?? -1))
}

const NAMED = 5

function slowest(v: View, about: BySchool, units: readonly UnitRow[]): Text {
  const known = ranked(v, about, units).filter((unit) => progress(v, about, unit) !== null)
  const whole = progress(v, about, { ...v.facts.unit, code: v.code }) ?? 0
  const behind = known
    .filter((unit) => (progress(v, about, unit) ?? 0) < whole)
    .slice(-NAMED)
    .toReversed()
  if (behind.length === 0) return []
  const told = behind.map((unit) =>
    about === 'credits'
      ? say`${unit.name}（达标率${v.share(v.of(unit.code, 'meeting'), v.of(unit.code, 'assessed'))}）`
      : say`${unit.name}（人均${v.mean(v.of(unit.code, 'hours'), v.of(unit.code, 'teachers'))}学时）`,
  )
  return say`低于${v.place}平均水平、排在最后的是${join(told, '、')}。`
}

function asks(about: Topic, kind: Kind): Text {
  if (kind === 'bulletin') return []
  return say`${ASKS[about]}`
}

const ASKS: Readonly<Record<Topic, string>> = {
  credits: '请各校逐人核对所缺学分，年底前安排补修；已参加研修而没有登记的，补齐签到和认定材料后报中心审核。',
  training: '请进度靠后的学校说明原因，在后续班次中优先安排未参训的教师；已报名而不能参加的，提前办理请假。',
  workshops:
    '请各坊主逐人联系还没有开始的坊员，按周安排网络研修；请坊员所在学校保证研修时间，线下集中不得无故缺席。',
}

function namesTable(about: Topic, behind: readonly Behind[]): Table {
  const workshops = about === 'workshops'
  return {
    kind: 'table',
    caption: workshops ? '还没有网络学时的坊员' : '未达标教师情况',
    columns: [
      { title: '学校', share: 12 },
      { title: '姓名', share: 6 },
      { title: workshops ? '工作坊' : '所缺', share: 14 },
    ],
    rows: behind.map(({ name, unit, lacks }) => [say`${unit}`, say`${name}`, say`${lacks}`]),
    total: null,
    note: '',
  }
}
