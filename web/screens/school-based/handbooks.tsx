import { handbooks, HANDBOOK_GRADES } from '#contract/handbook.ts'
import type { Handbooks, HandbookSchool } from '#contract/handbook.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number, percent } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Figure, Num } from '../../ui/figure.tsx'
import { ChoiceField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { HandbookGrid } from './handbook-grid.tsx'
import { SchoolBasedTabs } from './tabs.tsx'
import './school-based.css'

/** 教师行动手册: a school's teachers month by month with their grades, or how far the schools are with a month. */
export function Screen() {
  const year = useYear()
  const { unit, month } = useAddress()
  const asked = useCall(handbooks, {
    query: { year, unit, month: month === undefined ? undefined : Number(month) },
  })
  const data = asked.data
  return (
    <Page
      title={data === undefined ? t('行动手册') : t('{unit}的行动手册', { unit: data.unit.name })}
      about={t('常规教学、高效课堂、校本研修三部分，由做过的事自动汇入，教师可自己补记；学校逐月检查。')}
      figure={data === undefined ? undefined : <Checked data={data} year={year} />}
      actions={<PrintButton word={t('打印')} />}
    >
      <SchoolBasedTabs now="handbooks" />
      <Answer asked={asked}>{(shown) => <Checks data={shown} year={year} />}</Answer>
    </Page>
  )
}

function Checked({ data, year }: { data: Handbooks; year: number }) {
  const checked = data.schools.reduce((sum, school) => sum + school.checked, 0)
  const teachers = data.schools.reduce((sum, school) => sum + school.teachers, 0)
  return (
    <Figure
      title={t('{month} 月已查', { month: data.month })}
      value={checked}
      unit={t('人')}
      href={recordsOf(data, year, data.unit.code)}
      note={t('共 {teachers} 名教师，{share}', {
        teachers: number(teachers),
        share: percent(checked, teachers),
      })}
    />
  )
}

/** The list behind a month's grades. */
function recordsOf({ month }: Handbooks, year: number, unit: string): string {
  return link('/figures/handbook-checks/records', { year, unit, dimension: 'month', key: `${month} 月` })
}

function Checks({ data, year }: { data: Handbooks; year: number }) {
  return (
    <>
      <MonthChoice month={data.month} />
      <p className="quiet spaced">
        {t('{month} 月的手册应在 {day} 前查完。', { month: data.month, day: data.checkBy })}
      </p>
      {data.rows === null ? <Schools data={data} year={year} /> : <HandbookGrid data={data} year={year} />}
    </>
  )
}

function MonthChoice({ month }: { month: number }) {
  const filter = useFilter()
  return (
    <div className="month-choice">
      <ChoiceField
        label={t('月份')}
        value={String(month)}
        choices={Array.from({ length: 12 }, (_, i) => ({
          value: String(i + 1),
          label: t('{n} 月', { n: i + 1 }),
        }))}
        onChoose={(value) => filter({ month: value })}
      />
    </div>
  )
}

function Schools({ data, year }: { data: Handbooks; year: number }) {
  return (
    <PlainTable
      label={t('各校月查情况')}
      rows={data.schools}
      columns={columns(data, year)}
      keyOf={(row) => row.unit.code}
      empty={t('您的范围内没有学校。')}
    />
  )
}

function columns(data: Handbooks, year: number): Column<HandbookSchool>[] {
  const grades = Object.entries(HANDBOOK_GRADES) as [keyof HandbookSchool['grades'], string][]
  return [
    {
      key: 'unit',
      title: t('学校'),
      lead: true,
      render: ({ unit }) => (
        <a href={link('/school-based/handbooks', { year, unit: unit.code, month: data.month })}>
          {unit.name}
        </a>
      ),
    },
    {
      key: 'teachers',
      title: t('教师'),
      unit: t('人'),
      numeric: true,
      render: (row) => number(row.teachers),
    },
    {
      key: 'checked',
      title: t('已查'),
      unit: t('人'),
      numeric: true,
      render: (row) => (
        <Num value={row.checked} href={recordsOf(data, year, row.unit.code)} label={row.unit.name} />
      ),
    },
    { key: 'share', title: t('检查率'), numeric: true, render: (row) => percent(row.checked, row.teachers) },
    ...grades.map(([id, word]): Column<HandbookSchool> => ({
      key: id,
      title: t(word),
      unit: t('人'),
      numeric: true,
      minor: id === 'good' || id === 'pass',
      render: (row) => number(row.grades[id]),
    })),
  ]
}
