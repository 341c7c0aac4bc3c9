import type { NeedList, NeedState } from '#contract/need.ts'
import { link } from '../../lib/address.ts'
import { t } from '../../lib/t.ts'
import { Num } from '../../ui/figure.tsx'
import { Section } from '../../ui/page.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'

type Course = NeedList['courses'][number]
type Offer = NeedList['offers'][number]

/** How many need each course, and which programmes serve it. */
export function Courses({ courses, offers }: Pick<NeedList, 'courses' | 'offers'>) {
  return (
    <>
      <Section title={t('各门课程')}>
        <PlainTable
          label={t('各门课程的补训需求')}
          rows={courses}
          keyOf={(row) => row.course}
          empty={t('还没有课程。')}
          totalsWord={t('合计')}
          columns={courseColumns(courses)}
        />
      </Section>
      {offers.length > 0 && (
        <Section title={t('已开的班')}>
          <PlainTable
            label={t('已开的班')}
            rows={offers}
            keyOf={(row) => `${row.programme} ${row.course}`}
            empty={t('还没有开班。')}
            columns={OFFERS()}
          />
        </Section>
      )}
    </>
  )
}

function courseColumns(courses: readonly Course[]): Column<Course>[] {
  const count = (state: NeedState, title: string): Column<Course> => ({
    key: state,
    title,
    numeric: true,
    render: (row) => <Num value={row[state]} href={link('/needs', { course: row.course, state })} />,
    total: <Num value={courses.reduce((sum, row) => sum + row[state], 0)} href={link('/needs', { state })} />,
  })
  return [
    { key: 'course', title: t('课程'), lead: true, render: (row) => t(row.course) },
    count('open', t('等待开班')),
    count('told', t('已通知开班')),
    count('met', t('已满足')),
    { ...count('withdrawn', t('不再需要')), minor: true },
  ]
}

const OFFERS = (): Column<Offer>[] => [
  {
    key: 'title',
    title: t('项目'),
    lead: true,
    render: (row) => <a href={`/programmes/${row.programme}`}>{row.title}</a>,
  },
  { key: 'course', title: t('课程'), render: (row) => t(row.course) },
  {
    key: 'days',
    title: t('时间'),
    minor: true,
    render: (row) =>
      t('{from} 至 {until}', { from: row.startsOn ?? t('待定'), until: row.endsOn ?? t('待定') }),
  },
  { key: 'told', title: t('已通知'), numeric: true, unit: t('人'), render: (row) => row.told },
]
