import { useState } from 'react'
import { CLAIM_STATES, claimStates, travelClaims } from '#contract/money-rules.ts'
import { CASCADE_GRADES } from '#contract/money.ts'
import type { ClaimRow, ClaimState } from '#contract/money-rules.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useRows } from '../../lib/use-rows.ts'
import { FilterBar, Segments } from '../../ui/filters.tsx'
import { Status } from '../../ui/states.tsx'
import type { Tone } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { Table } from '../../ui/table/table.tsx'
import { ClaimPanel } from './claim-panel.tsx'

const TONES: Record<ClaimState, Tone> = { owes: 'late', 'passed-on': 'warn', graded: 'calm', paid: 'good' }

type Props = { year: number; unit: string | undefined }

/** Who was sent out to learn: who still owes a second-level training, whose grade releases the claim, what was paid. */
export function Claims({ year, unit }: Props) {
  const { state } = useAddress()
  const filter = useFilter()
  const chosen = claimStates.find((one) => one === state)
  const list = useRows(travelClaims, { query: { year, unit, state: chosen } })
  const [open, setOpen] = useState<ClaimRow | null>(null)
  const counts = list.asked.data?.counts
  return (
    <>
      <p className="prose">{t('外出学习后上二级培训，凭考核等级报销差旅费；每人每次每个科目只报一次。')}</p>
      <FilterBar label={t('筛选报销')}>
        <Segments
          label={t('状态')}
          value={chosen ?? ''}
          choices={[
            { value: '', label: t('全部') },
            ...claimStates.map((one) => ({
              value: one,
              label: `${t(CLAIM_STATES[one])} ${counts?.[one] ?? ''}`,
            })),
          ]}
          onChoose={(next) => filter({ state: next })}
        />
      </FilterBar>
      <Answer asked={list.asked}>
        {(data) => (
          <Table
            label={t('差旅报销')}
            columns={columns()}
            count={data.total}
            rowAt={list.rowAt}
            onRange={list.onRange}
            keyOf={(row) => `${row.activity.id} ${row.person.id}`}
            onOpen={setOpen}
            empty={<p className="quiet">{t('这里没有外出学习的教师。')}</p>}
          />
        )}
      </Answer>
      {open !== null && (
        <ClaimPanel
          key={`${open.activity.id} ${open.person.id}`}
          claim={open}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

function columns(): Column<ClaimRow>[] {
  return [
    { key: 'person', title: t('教师'), lead: true, render: (row) => row.person.name },
    { key: 'unit', title: t('单位'), render: (row) => row.unit.name },
    {
      key: 'activity',
      title: t('外出学习'),
      render: (row) => <a href={link(`/activities/${row.activity.id}`)}>{row.activity.title}</a>,
    },
    { key: 'until', title: t('结束'), render: (row) => row.activity.endsOn },
    {
      key: 'state',
      title: t('状态'),
      render: (row) => <Status tone={TONES[row.state]}>{t(CLAIM_STATES[row.state])}</Status>,
    },
    {
      key: 'grade',
      title: t('等级'),
      render: (row) => (row.grade === null ? '—' : t(CASCADE_GRADES[row.grade])),
    },
    {
      key: 'paid',
      title: t('已报销'),
      unit: t('元'),
      numeric: true,
      render: (row) => number(Math.round(row.paid.reduce((sum, line) => sum + line.paid * 100, 0)) / 100),
    },
  ]
}
