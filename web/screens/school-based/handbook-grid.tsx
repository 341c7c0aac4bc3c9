import { HANDBOOK_GRADES } from '#contract/handbook.ts'
import type { HandbookMonth, HandbookRow, Handbooks } from '#contract/handbook.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { useSelection } from '../../ui/table/use-selection.tsx'
import { GradeBar } from './grade-bar.tsx'
import { monthOf } from './month-of.ts'

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
        onAll={() => selection.add(rows.filter((row) => monthOf(row, data.month)?.grade === null))}
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
  const now = (row: HandbookRow) => monthOf(row, month)
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
      render: (row) => <Grade month={now(row)} />,
    },
    ...parts.map(({ id, title }): Column<HandbookRow> => ({
      key: id,
      title: t(title),
      unit: t('条'),
      numeric: true,
      minor: true,
      render: (row) => number(now(row)?.items[id] ?? 0),
    })),
    {
      key: 'observed',
      title: t('听课'),
      unit: t('节'),
      numeric: true,
      render: (row) => number(now(row)?.observed ?? 0),
    },
    {
      key: 'hours',
      title: t('研修'),
      unit: t('学时'),
      numeric: true,
      minor: true,
      render: (row) => number(now(row)?.hours ?? 0),
    },
    { key: 'lacks', title: t('还缺'), render: (row) => now(row)?.lacks.join('；') },
    ...otherMonths(data).map((other): Column<HandbookRow> => ({
      key: `m${other}`,
      title: t('{n} 月', { n: other }),
      minor: true,
      render: (row) => <Cell month={monthOf(row, other)} />,
    })),
  ]
}

/** The other months in which there is anything, the newest first. */
function otherMonths({ rows, month }: Handbooks): number[] {
  const held = (rows ?? []).flatMap((row) =>
    row.months.filter((one) => one.grade !== null || countOf(one) > 0),
  )
  const months = new Set(held.map((one) => one.month))
  months.delete(month)
  return [...months].toSorted((a, b) => b - a)
}

function countOf({ items }: HandbookMonth): number {
  return Object.values(items).reduce((sum, n) => sum + n, 0)
}

function Grade({ month }: { month: HandbookMonth | undefined }) {
  if (month === undefined || month.grade === null) return <span className="quiet">{t('未查')}</span>
  return (
    <span className={`grade ${month.grade}`} title={month.remark}>
      {t(HANDBOOK_GRADES[month.grade])}
    </span>
  )
}

/** How much a month holds, and how it was graded. */
function Cell({ month }: { month: HandbookMonth | undefined }) {
  if (month === undefined) return null
  const count = countOf(month)
  if (month.grade === null) return <span className="num quiet">{count === 0 ? '·' : count}</span>
  return (
    <span className="num">
      {count} <span className={`grade ${month.grade}`}>{t(HANDBOOK_GRADES[month.grade])}</span>
    </span>
  )
}
