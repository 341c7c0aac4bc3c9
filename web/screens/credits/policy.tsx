import { useState } from 'react'
import type { ReactNode } from 'react'
import type * as z from 'zod'
import { policies } from '#contract/credit.ts'
import type { policyRow } from '#contract/credit.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { sumColumn } from '../../ui/table/sum-column.ts'
import { PolicyEditor } from './policy-editor.tsx'

export type Policy = z.output<typeof policyRow>

/** 学分政策: what each year asks of each category, and how hours become credits. */
export function Screen() {
  const year = useYear()
  const asked = useCall(policies, {})
  return (
    <>
      <Crumbs label={t('所属')} crumbs={[{ href: link('/credits', { year }), name: t('学分达标') }]} />
      <Page
        title={t('学分政策')}
        about={t('各类学分的年度要求和折算办法。改动后，已记的学分按新办法冲正重记。')}
      >
        <Answer asked={asked}>{(data) => <Years rows={data.rows} year={year} />}</Answer>
      </Page>
    </>
  )
}

function Years({ rows, year }: { rows: readonly Policy[]; year: number }) {
  const me = useMe()
  const [editing, setEditing] = useState(false)
  const refused = me.role === 'officer' ? undefined : t('学分政策由中心管理员修改。')
  const ofYear = rows.filter((row) => row.year === year)
  const years = [...new Set([year, ...rows.map((row) => row.year)])].toSorted((a, b) => b - a)
  const edit = (
    <Action primary onClick={() => setEditing(true)} whyNot={refused}>
      {ofYear.length === 0 ? t('定 {year} 年的政策', { year }) : t('修改 {year} 年的政策', { year })}
    </Action>
  )
  return (
    <>
      {years.map((one) => (
        <OneYear
          key={one}
          year={one}
          rows={rows.filter((row) => row.year === one)}
          edit={one === year ? edit : null}
        />
      ))}
      {editing && <PolicyEditor year={year} rows={ofYear} onClose={() => setEditing(false)} />}
    </>
  )
}

type OneYearProps = { year: number; rows: readonly Policy[]; edit: ReactNode }

function OneYear({ year, rows, edit }: OneYearProps) {
  const none = rows.length === 0
  return (
    <Section title={t('{year} 年', { year })} aside={none ? null : edit}>
      {none ? (
        <Empty
          because={t('{year} 年还没有学分政策。可以在这里定，也可以从交换工作簿的“学分政策”表导入。', {
            year,
          })}
        >
          {edit}
        </Empty>
      ) : (
        <PolicyTable rows={rows} />
      )}
    </Section>
  )
}

function PolicyTable({ rows }: { rows: readonly Policy[] }) {
  return (
    <PlainTable
      label={t('学分政策')}
      rows={rows}
      keyOf={(row) => `${row.year}-${row.category}`}
      empty=""
      totalsWord={t('合计')}
      columns={[
        { key: 'category', title: t('学分类别'), render: (row) => t(row.category) },
        sumColumn(
          { key: 'required', title: t('年度要求'), unit: t('学分'), pick: (row) => row.required },
          rows,
        ),
        { key: 'hours', title: t('学时每学分'), numeric: true, render: (row) => number(row.hoursPerCredit) },
        {
          key: 'ceiling',
          title: t('单项上限'),
          unit: t('学分'),
          numeric: true,
          render: (row) => (row.ceiling === null ? t('不限') : number(row.ceiling)),
        },
        {
          key: 'rate',
          title: t('最低出勤率'),
          numeric: true,
          render: (row) => `${number(row.leastRate * 100)}%`,
        },
      ]}
    />
  )
}
