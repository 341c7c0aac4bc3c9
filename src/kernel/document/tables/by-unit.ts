import type { FigureRef, MeasureId } from '#contract/figures.ts'
import type { UnitRow } from '../facts.ts'
import { say, type Table, type Text } from '../model.ts'
import { inOrder } from '../order.ts'
import { minus, sum } from '../number.ts'
import type { View } from '../view.ts'

/** Widths in characters, wide enough for the usual names of schools. */
const columns = [
  { title: '教师', share: 3.6 },
  { title: '认定人次', share: 5.2 },
  { title: '人均学时', share: 5.2 },
  { title: '登记学分', share: 5.6 },
  { title: '达标人数', share: 5.2 },
  { title: '达标率', share: 4.6 },
]

/** A row for each cluster of the region. */
export function tableByCluster(v: View): Table[] {
  const clusters = v.facts.units.filter((unit) => unit.category === '学区')
  if (clusters.length < 2) return []
  return [unitTable(v, clusters[0]?.name.endsWith('片区') ? '片区' : '学区', clusters)]
}

/** A row for each school of the unit. */
export function tableBySchool(v: View): Table[] {
  const schools = v.facts.units.filter((unit) => unit.category === '学校')
  return schools.length < 2 ? [] : [unitTable(v, '学校', schools)]
}

/** A row for each kind of school. */
export function tableByKind(v: View): Table[] {
  const schools = v.facts.units.filter((unit) => unit.category === '学校')
  const groups = Map.groupBy(schools, (unit) => unit.kind ?? '未注明类别')
  if (groups.size < 2) return []
  const kinds = inOrder(
    'kind',
    [...groups].map(([kind, units]) => [kind, units.length]),
  )
  const rows = kinds.map(([kind]) => row(v, kind, groups.get(kind) ?? []))
  return [closed(v, '各类学校研修情况', '办学类型', rows, schools)]
}

function unitTable(v: View, word: string, units: UnitRow[]): Table {
  return closed(
    v,
    `各${word}研修情况`,
    word,
    units.map((unit) => row(v, unit.name, [unit])),
    units,
  )
}

/** Adds the total, and a row for what lies outside the listed units so that the total closes. */
function closed(v: View, caption: string, head: string, rows: Text[][], units: UnitRow[]): Table {
  const outside = openFigures.some((figure) => leftOver(v, figure, units) !== 0)
  const total = cells(v, (figure) => [v.now(figure)])
  return {
    kind: 'table',
    caption,
    columns: [{ title: head, share: 11.5 }, ...columns],
    rows: outside ? [...rows, otherRow(v, units)] : rows,
    total: [say`合计`, ...total],
    note: '',
  }
}

const openFigures: MeasureId[] = ['teachers', 'participations', 'credits', 'meeting']

function leftOver(v: View, figure: MeasureId, units: UnitRow[]): number {
  return minus(v.at(v.now(figure)), sum(units.map((unit) => v.at(v.of(unit.code, figure)))))
}

function otherRow(v: View, units: UnitRow[]): Text[] {
  const rest = (figure: MeasureId) =>
    say`${v.rest(
      v.now(figure),
      units.map((unit) => v.of(unit.code, figure)),
    )}`
  return [say`其他`, rest('teachers'), rest('participations'), [], rest('credits'), rest('meeting'), []]
}

function row(v: View, name: string, units: UnitRow[]): Text[] {
  return [say`${name}`, ...cells(v, (figure) => units.map((unit) => v.of(unit.code, figure)))]
}

function cells(v: View, refs: (figure: MeasureId) => FigureRef[]): Text[] {
  const value = (figure: MeasureId) => say`${v.sum(refs(figure))}`
  const assessed = sum(refs('assessed').map((ref) => v.at(ref)))
  return [
    value('teachers'),
    value('participations'),
    say`${v.mean(refs('hours'), refs('teachers'))}`,
    value('credits'),
    value('meeting'),
    assessed > 0 ? say`${v.share(refs('meeting'), refs('assessed'))}` : [],
  ]
}
