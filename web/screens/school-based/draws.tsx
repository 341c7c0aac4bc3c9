import { useState } from 'react'
import { spotDraws, SPOT_STATES, spotStates } from '#contract/spot-check.ts'
import type { SpotDraw } from '#contract/spot-check.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Page } from '../../ui/page.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { NewDraw } from './new-draw.tsx'
import { Plans } from './plans.tsx'
import { SchoolBasedTabs } from './tabs.tsx'
import './school-based.css'

/** 随机抽查: the draws of the year, and how far their checks have come. */
export function Screen() {
  const year = useYear()
  const asked = useCall(spotDraws, { query: { year } })
  const [drawing, setDrawing] = useState(false)
  return (
    <Page
      title={t('随机抽查')}
      about={t('先公布，后抽取：从在研项目的活动里按比例随机抽，逐项检查；谁都选不了结果，谁都可以核对。')}
      actions={
        <Action
          primary
          onClick={() => setDrawing(true)}
          whyNot={whyNot(asked.data?.actions ?? [], 'announce')}
        >
          {t('公布抽查')}
        </Action>
      }
    >
      <SchoolBasedTabs now="checks" />
      {drawing && <NewDraw year={year} onClose={() => setDrawing(false)} />}
      <Answer asked={asked}>
        {({ plans, draws }) => (
          <>
            <Plans plans={plans} year={year} />
            <PlainTable
              label={t('随机抽查')}
              rows={draws}
              columns={columns(year)}
              keyOf={(row) => row.id}
              empty={t('这一年还没有抽查。由学区或中心按学期抽取。')}
            />
          </>
        )}
      </Answer>
    </Page>
  )
}

function columns(year: number): Column<SpotDraw>[] {
  return [
    {
      key: 'title',
      title: t('抽查'),
      lead: true,
      render: (row) => (
        <>
          <a href={link(`/school-based/checks/${row.id}`, { year })}>{row.title}</a>
          {row.reason !== null && (
            <p className="quiet">{t('再抽的原因：{reason}', { reason: row.reason })}</p>
          )}
        </>
      ),
    },
    { key: 'unit', title: t('抽查单位'), minor: true, render: (row) => row.unit.name },
    { key: 'days', title: t('活动日期'), minor: true, render: (row) => `${row.from} — ${row.until}` },
    {
      key: 'pool',
      title: t('底册'),
      unit: t('次'),
      numeric: true,
      minor: true,
      render: (row) => number(row.pool),
    },
    { key: 'drawn', title: t('抽中'), unit: t('次'), numeric: true, render: (row) => number(row.drawn) },
    ...spotStates.map((state): Column<SpotDraw> => ({
      key: state,
      title: t(SPOT_STATES[state]),
      unit: t('次'),
      numeric: true,
      minor: state !== 'waiting',
      render: (row) => number(row.states[state]),
    })),
  ]
}
