import { say, type Table } from '../model.ts'
import { systemsOfTwoYears } from '../sections/systems.ts'
import type { View } from '../view.ts'

/** A row for each system: what was held, who took part, and the year before. */
export function tableBySystem(v: View): Table[] {
  const systems = systemsOfTwoYears(v)
  if (systems.length < 2) return []
  const past = v.hasPast ? [{ title: '上年人次', share: 1.3 }] : []
  return [
    {
      kind: 'table',
      caption: '各类研修开展情况',
      columns: [
        { title: '研修类别', share: 2 },
        { title: '班次', share: 1 },
        { title: '认定人次', share: 1.3 },
        { title: '参训人数', share: 1.3 },
        { title: '认定学时', share: 1.6 },
        ...past,
      ],
      rows: systems.map((system) => [
        say`${system}`,
        ...(['activities', 'participations', 'participants', 'hours'] as const).map(
          (figure) => say`${v.value(v.now(figure, 'system', system))}`,
        ),
        ...past.map(() => say`${v.value(v.past('participations', 'system', system))}`),
      ]),
      total: [
        say`合计`,
        ...(['activities', 'participations', 'participants', 'hours'] as const).map(
          (figure) => say`${v.value(v.now(figure))}`,
        ),
        ...past.map(() => say`${v.value(v.past('participations'))}`),
      ],
      note: '参训人数为不重复人数，一人参加几类研修的在各类中分别计入，因此各类之和大于合计。',
    },
  ]
}
