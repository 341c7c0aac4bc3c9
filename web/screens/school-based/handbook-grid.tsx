import { HANDBOOK_GRADES } from '#contract/handbook.ts'
import type { HandbookRow, Handbooks } from '#contract/handbook.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { useSelection } from '../../ui/table/use-selection.tsx'
import { GradeBar } from './grade-bar.tsx'
import { gradeOf, lacksOf } from './month-of.ts'

type Props = { data: Handbooks; year: number }

/** The school's teachers down, the months across; of the month that is looked at all that is there, and its grade. */
export function HandbookGrid({ data, year }: Props) {
  const rows = data.rows ?? []
  const refused = whyNot(data.actions, 'check')
  const selection = useSelection<HandbookRow>((row) => row.person.id, {
    head: t('选'),
    labelOf: (row) => t('选择{name}', { name: row.person.name }),
  })
  const own = columns(data, year)
  return (
    <>
      <GradeBar
        key={data.month}
        data={data}
        year={year}
        chosen={[...selection.chosen.values()]}
        whyNot={refused}
        onAll={() => selection.add(rows.filter((row) => gradeOf(row, data.month) === null))}
        onDone={selection.clear}
      />
      <PlainTable
        label={t('教师手册逐月情况')}
        rows={rows}
        columns={refused === undefined ? [selection.column, ...own] : own}
        keyOf={(row) => row.person.id}
        empty={t('这所学校名下还没有教师。')}
      />
    </>
  )
}

function columns(data: Handbooks, year: number): Column<HandbookRow>[] {
  const { month, parts } = data
  return [
    {
      key: 'name',
      title: t('教师'),
      lead: true,
      render: ({ person }) => (
        <a href={link(`/school-based/handbooks/${person.id}`, { year })}>{person.name}</a>
      ),
    },
    {
      key: 'grade',
      title: t('{n} 月等次', { n: month }),
      render: (row) => <Grade row={row} month={month} />,
    },
    ...parts.map(({ id, title }, place): Column<HandbookRow> => ({
      key: id,
      title: t(title),
      unit: t('条'),
      numeric: true,
      minor: true,
      render: (row) => number(row.items[place] ?? 0),
    })),
    {
      key: 'observed',
      title: t('听课'),
      unit: t('节'),
      numeric: true,
      render: (row) => number(row.observed),
    },
    {
      key: 'hours',
      title: t('研修'),
      unit: t('学时'),
      numeric: true,
      minor: true,
      render: (row) => number(row.hours),
    },
    { key: 'lacks', title: t('还缺'), render: (row) => lacksOf(row, data) },
    ...otherMonths(data).map((other): Column<HandbookRow> => ({
      key: `m${other}`,
      title: t('{n} 月', { n: other }),
      minor: true,
      render: (row) => <Cell row={row} month={other} />,
    })),
  ]
}

/** The other months in which there is anything, the newest first. */
function otherMonths({ rows, month }: Handbooks): number[] {
  return Array.from({ length: 12 }, (_, at) => 12 - at).filter(
    (one) =>
      one !== month &&
      (rows ?? []).some((row) => gradeOf(row, one) !== null || (row.counts[one - 1] ?? 0) > 0),
  )
}

type Of = { row: HandbookRow; month: number }

function Grade({ row, month }: Of) {
  const grade = gradeOf(row, month)
  if (grade === null) return <span className="quiet">{t('未查')}</span>
  return (
    <span className={`grade ${grade}`} title={row.remark}>
      {t(HANDBOOK_GRADES[grade])}
    </span>
  )
}

/** How much a month holds, and how it was graded. */
function Cell({ row, month }: Of) {
  const count = row.counts[month - 1] ?? 0
  const grade = gradeOf(row, month)
  if (grade === null) return <span className="num quiet">{count === 0 ? '·' : count}</span>
  return (
    <span className="num">
      {count} <span className={`grade ${grade}`}>{t(HANDBOOK_GRADES[grade])}</span>
    </span>
  )
}
