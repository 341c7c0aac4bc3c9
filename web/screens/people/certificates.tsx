import { useState } from 'react'
import { CERTIFICATE_STATES, certificatesMissing, certificateStates } from '#contract/certificate.ts'
import type { CertificateRow, CertificateState } from '#contract/certificate.ts'
import { whyNot } from '../../lib/abilities.ts'
import { useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { t } from '../../lib/t.ts'
import { useRows } from '../../lib/use-rows.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { Action } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Choose, FilterBar } from '../../ui/filters.tsx'
import { Page } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { Empty, Status, type Tone } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { Table } from '../../ui/table/table.tsx'
import { useSelection } from '../../ui/table/use-selection.tsx'
import { RemindCertificates } from './remind-certificates.tsx'

/** 持证跟踪: who teaches a stage that their qualification does not cover, who was told, who is late. */
export function Screen() {
  const { unit, state } = useAddress()
  const filter = useFilter()
  const units = useUnitChoices(['cluster', 'school'])
  const list = useRows(certificatesMissing, { query: { unit, state } })
  const [reminding, setReminding] = useState(false)
  const selection = useSelection<CertificateRow>((row) => row.id, {
    head: t('选'),
    labelOf: (row) => t('选择{name}', { name: row.name }),
  })
  const chosen = [...selection.chosen.values()]
  const refused = whyNot(list.asked.data?.actions ?? [], 'remind')
  const done = () => {
    setReminding(false)
    selection.clear()
  }
  return (
    <Page
      title={t('持证跟踪')}
      about={t('任教学段没有相应教师资格的教师。高一级的资格可以任教本级和以下各级，高中和中职通用。')}
      figure={<Figure title={t('未持相应资格')} value={list.asked.data?.total ?? 0} unit={t('人')} />}
      actions={
        <>
          <PrintButton word={t('打印')} />
          <Action
            primary
            onClick={() => setReminding(true)}
            whyNot={refused ?? (chosen.length === 0 ? t('请先勾选教师') : undefined)}
          >
            {t('提醒所选 {n} 人', { n: chosen.length })}
          </Action>
        </>
      }
    >
      <Crumbs label={t('所属')} crumbs={[{ href: '/people', name: t('教师队伍') }]} />
      {reminding && <RemindCertificates people={chosen} onClose={() => setReminding(false)} onDone={done} />}
      <Answer asked={list.asked}>
        {(data) => (
          <>
            <FilterBar label={t('筛选持证跟踪')}>
              <Choose
                label={t('单位')}
                value={unit ?? ''}
                choices={units}
                all={t('全部单位')}
                onChoose={(next) => filter({ unit: next })}
              />
              <Choose
                label={t('状态')}
                value={state ?? ''}
                choices={certificateStates.map((one) => ({
                  value: one,
                  label: t('{state} {n} 人', { state: t(CERTIFICATE_STATES[one]), n: data[one] }),
                }))}
                all={t('全部状态')}
                onChoose={(next) => filter({ state: next })}
              />
            </FilterBar>
            <Table
              label={t('持证跟踪')}
              columns={refused === undefined ? [selection.column, ...columns()] : columns()}
              count={data.total}
              rowAt={list.rowAt}
              onRange={list.onRange}
              keyOf={(row) => row.id}
              place={`certificates ${unit} ${state}`}
              empty={<Empty because={t('没有这样的教师：在岗教师的资格都与任教学段相符。')} />}
            />
          </>
        )}
      </Answer>
    </Page>
  )
}

const TONES: Record<CertificateState, Tone> = { open: 'warn', reminded: 'calm', late: 'late' }

function columns(): Column<CertificateRow>[] {
  return [
    {
      key: 'name',
      title: t('姓名'),
      lead: true,
      render: (row) => <a href={`/people/${row.id}`}>{row.name}</a>,
    },
    { key: 'unit', title: t('单位'), render: (row) => row.unit.name },
    {
      key: 'stage',
      title: t('任教'),
      minor: true,
      render: (row) => [row.stage, row.subject].filter((word) => word !== null).join(' '),
    },
    { key: 'because', title: t('问题'), long: true, render: (row) => t(row.because) },
    { key: 'since', title: t('自'), minor: true, render: (row) => row.since ?? '—' },
    {
      key: 'state',
      title: t('跟踪'),
      render: (row) => (
        <Status tone={TONES[row.state]}>
          {t(CERTIFICATE_STATES[row.state])}
          {row.dueOn !== null && ` ${row.dueOn}`}
        </Status>
      ),
    },
  ]
}
