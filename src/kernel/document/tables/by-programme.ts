import { say, type Table } from '../model.ts'
import type { View } from '../view.ts'

/** A row for each programme above school level, with what became of the enrolments. */
export function tableByProgramme(v: View): Table[] {
  const rows = v.programmesOf(v.year).filter((p) => p.level !== '校级' && p.enrolled > 0)
  if (rows.length < 2 || rows.length > 20) return []
  const ref = (figure: 'activities' | 'enrolled' | 'participations') =>
    rows.map((p) => v.now(figure, 'programme', p.number))
  return [
    {
      kind: 'table',
      caption: '校外研修项目实施情况',
      columns: [
        { title: '项目名称', share: 4 },
        { title: '级别', share: 1.2 },
        { title: '班次', share: 0.9 },
        { title: '应参训人次', share: 1.7 },
        { title: '认定人次', share: 1.3 },
        { title: '认定率', share: 1.2 },
      ],
      rows: rows.map((p) => {
        const [done, due] = [
          v.now('participations', 'programme', p.number),
          v.now('enrolled', 'programme', p.number),
        ]
        return [
          say`${p.name}`,
          say`${p.level}`,
          say`${v.value(v.now('activities', 'programme', p.number))}`,
          say`${v.value(due)}`,
          say`${v.value(done)}`,
          say`${v.share(done, due)}`,
        ]
      }),
      total: [
        say`合计`,
        [],
        say`${v.sum(ref('activities'))}`,
        say`${v.sum(ref('enrolled'))}`,
        say`${v.sum(ref('participations'))}`,
        say`${v.share(ref('participations'), ref('enrolled'))}`,
      ],
      note: '',
    },
  ]
}
