import { say, type Table } from '../model.ts'
import { inOrder } from '../order.ts'
import type { View } from '../view.ts'

/** What is entered for the next year, a row for each system: programmes, places, money. */
export function tablePlanned(v: View): Table[] {
  const systems = inOrder('system', v.records.parts(v.next('programmes', 'system'))).map(([key]) => key)
  if (systems.length < 2) return []
  const cells = (system?: string) => {
    const at = (figure: 'programmes' | 'planned' | 'budget') =>
      system === undefined ? v.next(figure) : v.next(figure, 'system', system)
    return [say`${v.value(at('programmes'))}`, say`${v.value(at('planned'))}`, say`${v.wan(at('budget'))}`]
  }
  return [
    {
      kind: 'table',
      caption: `${v.year + 1}年研修项目安排`,
      columns: [
        { title: '研修类别', share: 2 },
        { title: '项目数', share: 1 },
        { title: '计划人数', share: 1.3 },
        { title: '预算（万元）', share: 1.5 },
      ],
      rows: systems.map((system) => [say`${system}`, ...cells(system)]),
      total: [say`合计`, ...cells()],
      note: '计划人数为各项目计划数之和，同一教师可以参加几个项目。',
    },
  ]
}
