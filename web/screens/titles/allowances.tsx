import { useState } from 'react'
import { ALLOWANCE_STATES, allowanceStates, titleAllowances } from '#contract/title.ts'
import type { AllowanceRow, AllowanceState } from '#contract/title.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useRows } from '../../lib/use-rows.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { Action } from '../../ui/action.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Choose, FilterBar } from '../../ui/filters.tsx'
import { Empty, Status, type Tone } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { Table } from '../../ui/table/table.tsx'
import { SelectionBar, useSelection } from '../../ui/table/use-selection.tsx'
import { PayAllowances } from './pay-allowances.tsx'
import { sumOf } from './share.ts'

const TONES: Record<AllowanceState, Tone> = {
  due: 'warn',
  paid: 'good',
  'no-result': 'calm',
  none: 'late',
  ended: 'stopped',
  'other-title': 'calm',
}

/** Who is paid how much for a year and why; what is due is chosen and paid as one list. */
export function Allowances({ year }: { year: number }) {
  const { state: asked, unit } = useAddress()
  const filter = useFilter()
  const units = useUnitChoices(['cluster', 'school'])
  const state = allowanceStates.find((one) => one === asked)
  const list = useRows(titleAllowances, { query: { year, state, unit } })
  const [paying, setPaying] = useState<readonly AllowanceRow[] | null>(null)
  const selection = useSelection<AllowanceRow>(keyOf, {
    head: t('选'),
    labelOf: (row) => t('选择{name}', { name: row.person.name }),
  })
  const data = list.asked.data
  const refused = whyNot(data?.actions ?? [], 'pay')
  const chosen = [...selection.chosen.values()]
  const addDue = () => selection.add(visible(data?.rows ?? []))
  const done = () => {
    setPaying(null)
    selection.clear()
  }
  return (
    <>
      <p className="prose titles-about">
        {t('按 {year} 年度考核结果发放，一人一称号一年一次。没有公布的结果不发。', { year })}{' '}
        <a href={link('/systems/teacher-titles', { year })}>{t('看标准')}</a>
      </p>
      {data !== undefined && (
        <div className="figures">
          <Figure
            title={t('应发未发')}
            value={data.due}
            unit={t('元')}
            href={link('/people/titles', { year, part: 'allowances', state: 'due' })}
          />
          <Figure
            title={t('已发')}
            value={data.paid}
            unit={t('元')}
            href={link('/people/titles', { year, part: 'allowances', state: 'paid' })}
          />
        </div>
      )}
      <FilterBar label={t('筛选津贴')}>
        <Choose
          label={t('状态')}
          value={state ?? ''}
          choices={allowanceStates.map((one) => ({
            value: one,
            label: t('{state} {n} 人', { state: t(ALLOWANCE_STATES[one]), n: data?.counts[one] ?? 0 }),
          }))}
          all={t('全部状态')}
          onChoose={(next) => filter({ state: next })}
        />
        <Choose
          label={t('单位')}
          value={unit ?? ''}
          choices={units}
          all={t('全部单位')}
          onChoose={(next) => filter({ unit: next })}
        />
        <Action whyNot={refused} onClick={addDue}>
          {t('勾选列出的应发')}
        </Action>
        <Action
          primary
          whyNot={refused ?? (chosen.length === 0 ? t('请先勾选应发的人') : undefined)}
          onClick={() => setPaying(chosen)}
        >
          {t('发放所选 {n} 人', { n: chosen.length })}
        </Action>
      </FilterBar>
      {chosen.length > 0 && (
        <SelectionBar
          words={t('已选 {n} 人，共 {amount} 元', { n: chosen.length, amount: number(sumOf(chosen)) })}
          clearWord={t('取消选择')}
          onClear={selection.clear}
        >
          {null}
        </SelectionBar>
      )}
      <Answer asked={list.asked}>
        {(answer) => (
          <Table
            label={t('特殊津贴')}
            columns={refused === undefined ? [onlyDue(selection.column), ...columns()] : columns()}
            count={answer.total}
            rowAt={list.rowAt}
            onRange={list.onRange}
            keyOf={keyOf}
            place={`allowances ${year} ${state} ${unit}`}
            empty={<Empty because={t('没有这样的人。')} />}
          />
        )}
      </Answer>
      {paying !== null && (
        <PayAllowances rows={paying} year={year} onClose={() => setPaying(null)} onDone={done} />
      )}
    </>
  )
}

function keyOf(row: AllowanceRow): string {
  return `${row.person.id} ${row.title}`
}

/** What is not due cannot be chosen. */
function onlyDue(column: Column<AllowanceRow>): Column<AllowanceRow> {
  return { ...column, render: (row) => (row.state === 'due' ? column.render(row) : null) }
}

function visible(rows: readonly AllowanceRow[]): AllowanceRow[] {
  return rows.filter(({ state }) => state === 'due')
}

function columns(): Column<AllowanceRow>[] {
  return [
    {
      key: 'name',
      title: t('姓名'),
      lead: true,
      render: (row) => <a href={link(`/people/${row.person.id}`)}>{row.person.name}</a>,
    },
    { key: 'unit', title: t('单位'), minor: true, render: (row) => row.unit?.name ?? '' },
    { key: 'title', title: t('称号'), render: (row) => t(row.title) },
    { key: 'band', title: t('考核结果'), minor: true, render: (row) => t(row.band ?? '—') },
    { key: 'amount', title: t('津贴'), unit: t('元'), numeric: true, render: (row) => number(row.amount) },
    {
      key: 'state',
      title: t('状态'),
      render: (row) => <Status tone={TONES[row.state]}>{t(ALLOWANCE_STATES[row.state])}</Status>,
    },
    { key: 'because', title: t('为什么'), long: true, minor: true, render: (row) => t(row.because) },
  ]
}
