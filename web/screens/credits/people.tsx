import { useState } from 'react'
import type * as z from 'zod'
import { standingPeople, standingSheet } from '#contract/credit.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useRows } from '../../lib/use-rows.ts'
import { useUnitChoices, useUnitName } from '../../lib/use-units.ts'
import { ActionLink } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Chips, Choose, FilterBar } from '../../ui/filters.tsx'
import { Page } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { Empty, Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { Table } from '../../ui/table/table.tsx'
import { PersonPanel } from '../people/person-panel.tsx'

type Row = z.output<NonNullable<typeof standingPeople.reply>>['rows'][number]

/** Who meets the year and who is short of what. */
export function Screen() {
  const year = useYear()
  const { unit, short } = useAddress()
  const query = { year, unit, short }
  const list = useRows(standingPeople, { query })
  const [open, setOpen] = useState<Row | null>(null)
  return (
    <>
      <Crumbs label={t('所属')} crumbs={[{ href: link('/credits', { year, unit }), name: t('学分达标') }]} />
      <Page
        title={t('达标名单')}
        about={t('{year} 年每位教师各类学分和差额。点人看每一笔和它的来源。', { year })}
        figure={<Figure title={t('名单')} value={list.asked.data?.total ?? 0} unit={t('人')} />}
        actions={
          <>
            <PrintButton word={t('打印')} />
            <ActionLink href={address(standingSheet, {}, query)} file>
              {t('导出 Excel')}
            </ActionLink>
          </>
        }
      >
        <Filters categories={list.asked.data?.categories ?? []} />
        <Answer asked={list.asked}>
          {(data) => (
            <Table
              label={t('达标名单')}
              columns={columns(data.categories, data.total)}
              count={data.total}
              rowAt={list.rowAt}
              onRange={list.onRange}
              keyOf={(row) => row.id}
              onOpen={setOpen}
              chosen={open?.id}
              totalsWord={t('合计')}
              place={JSON.stringify(query)}
              empty={<Empty because={t('没有符合这些条件的教师。')} />}
            />
          )}
        </Answer>
        <PersonPanel row={open} onClose={() => setOpen(null)} />
      </Page>
    </>
  )
}

function columns(categories: readonly string[], total: number): Column<Row>[] {
  return [
    { key: 'name', title: t('姓名'), lead: true, render: (row) => row.name },
    {
      key: 'unit',
      title: t('单位'),
      width: 160,
      render: (row) => row.unit.name,
      total: t('{n} 人', { n: number(total) }),
    },
    ...categories.map((category, i) => ({
      key: category,
      title: t(category),
      numeric: true,
      render: (row: Row) => <Amount have={row.credits[i] ?? 0} gap={row.gaps[i] ?? 0} />,
    })),
    { key: 'total', title: t('合计学分'), numeric: true, render: (row) => number(row.total) },
    {
      key: 'meets',
      title: t('达标'),
      render: (row) =>
        row.meets ? <Status tone="good">{t('达标')}</Status> : <Status tone="warn">{t('未达标')}</Status>,
    },
  ]
}

function Amount({ have, gap }: { have: number; gap: number }) {
  if (gap <= 0) return <span className="num">{number(have)}</span>
  return (
    <span className="num">
      {number(have)} <span className="status warn">▲ {t('差 {n}', { n: number(gap) })}</span>
    </span>
  )
}

function Filters({ categories }: { categories: readonly string[] }) {
  const { unit = '', short = '' } = useAddress()
  const filter = useFilter()
  const unitName = useUnitName(unit)
  const choices = [
    { value: 'any', label: t('未达标') },
    { value: 'met', label: t('已达标') },
    ...categories.map((category) => ({
      value: category,
      label: t('缺{category}', { category: t(category) }),
    })),
  ]
  const chips = [
    ...(unitName === undefined ? [] : [{ name: 'unit', label: t('单位'), value: unitName }]),
    ...(short === ''
      ? []
      : [{ name: 'short', label: t('只看'), value: choices.find((c) => c.value === short)?.label ?? short }]),
  ]
  return (
    <>
      <FilterBar label={t('筛选')}>
        <Choose
          label={t('单位')}
          value={unit}
          choices={useUnitChoices(['region', 'centre', 'cluster', 'school'])}
          all={t('全部单位')}
          onChoose={(v) => filter({ unit: v })}
        />
        <Choose
          label={t('只看')}
          value={short}
          choices={choices}
          all={t('全部教师')}
          onChoose={(v) => filter({ short: v })}
        />
      </FilterBar>
      <Chips chips={chips} removeWord={t('取消')} onRemove={(name) => filter({ [name]: undefined })} />
    </>
  )
}
