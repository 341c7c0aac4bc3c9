/** The circular of teacher workshops, workshop by workshop: pure. */
import { SYSTEMS } from '#contract/vocabulary.ts'
import type { FigureRef, MeasureId } from '#contract/figures.ts'
import type { ProgrammeRow } from '#kernel/document/facts.ts'
import { join, say, type Table, type Text } from '#kernel/document/model.ts'
import type { View } from '#kernel/document/view.ts'

/** What is read beside the figures for a circular of workshops. */
export const WORKSHOP_MEASURES: readonly MeasureId[] = [
  'workshop-members',
  'workshop-hours',
  'workshop-works',
  'workshop-idle',
]

/** How all of them stand together. */
export function workshopProgress(v: View): Text {
  const workshops = workshopsOf(v)
  if (workshops.length === 0) return say`${v.year}年还没有教师工作坊。`
  const [members, idle] = [v.now('workshop-members'), v.now('workshop-idle')]
  return join(
    [
      say`${v.place}教师工作坊${v.count(workshops.map((one) => of(v, 'workshop-members', one)))}个，坊员${v.value(members)}人，完成网络学时${v.value(v.now('workshop-hours'))}学时，提交作品${v.value(v.now('workshop-works'))}件。`,
      v.at(idle) === 0 ? [] : say`还有${v.value(idle)}人没有网络学时。`,
    ],
    '',
  )
}

/** A table of the workshops, those that are ahead first. */
export function workshopTable(v: View): Table[] {
  const workshops = ranked(v)
  if (workshops.length === 0) return []
  return [
    {
      kind: 'table',
      caption: '各工作坊进度',
      columns: [
        { title: '工作坊', share: 11 },
        { title: '活动', share: 4 },
        { title: '坊员', share: 4 },
        { title: '网络学时', share: 5.5 },
        { title: '人均学时', share: 5.5 },
        { title: '作品', share: 4 },
        { title: '未开始', share: 4.5 },
      ],
      rows: workshops.map((one) => rowOf(v, one)),
      total: null,
      note: '按坊员人均网络学时从高到低排列；未开始是当年还没有网络学时的坊员人数。',
    },
  ]
}

function rowOf(v: View, one: ProgrammeRow): Text[] {
  const [members, hours] = [of(v, 'workshop-members', one), of(v, 'workshop-hours', one)]
  return [
    say`${one.name}`,
    say`${v.value(of(v, 'activities', one))}`,
    say`${v.value(members)}`,
    say`${v.value(hours)}`,
    v.at(members) === 0 ? [] : say`${v.mean(hours, members)}`,
    say`${v.value(of(v, 'workshop-works', one))}`,
    say`${v.value(of(v, 'workshop-idle', one))}`,
  ]
}

const NAMED = 5

/** The workshops whose members have studied less than the members of all. */
export function slowestWorkshops(v: View): Text {
  const whole = perMember(v, v.now('workshop-hours'), v.now('workshop-members'))
  const behind = ranked(v)
    .filter((one) => progress(v, one) < whole)
    .slice(-NAMED)
    .toReversed()
  if (behind.length === 0) return []
  const told = behind.map(
    (one) =>
      say`${one.name}（人均${v.mean(of(v, 'workshop-hours', one), of(v, 'workshop-members', one))}学时）`,
  )
  return say`人均网络学时低于平均、排在最后的是${join(told, '、')}。`
}

/** The year's workshops that have members. */
function workshopsOf(v: View): ProgrammeRow[] {
  return v
    .programmesOf(v.year)
    .filter(({ system }) => system === SYSTEMS['teacher-workshop'])
    .filter((one) => v.at(of(v, 'workshop-members', one)) > 0)
}

function ranked(v: View): ProgrammeRow[] {
  return workshopsOf(v).toSorted((a, b) => progress(v, b) - progress(v, a))
}

function progress(v: View, one: ProgrammeRow): number {
  return perMember(v, of(v, 'workshop-hours', one), of(v, 'workshop-members', one))
}

function perMember(v: View, hours: FigureRef, members: FigureRef): number {
  return v.at(members) === 0 ? 0 : v.at(hours) / v.at(members)
}

function of(v: View, figure: MeasureId, { number }: ProgrammeRow): FigureRef {
  return v.now(figure, 'programme', number)
}
