import { useState } from 'react'
import { appraisals, APPRAISAL_STATES } from '#contract/appraisal.ts'
import type { AppraisalRow, AppraisalState } from '#contract/appraisal.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Status, type Tone } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { NewAppraisal } from './new-appraisal.tsx'

/** How each state is shown. */
export const STATE_TONES: Record<AppraisalState, Tone> = { draft: 'calm', open: 'warn', published: 'good' }

/** 评估: the rounds that one runs, and those in which one is appraised. */
export function Screen() {
  const year = useYear()
  const asked = useCall(appraisals, { query: { year } })
  const [adding, setAdding] = useState(false)
  return (
    <Page
      title={t('评估')}
      about={t('{year} 年按标准进行的评估：督导考核、师德考核、示范校评选、赛课评分等。', { year })}
      figure={<Figure title={t('评估')} value={asked.data?.rows.length ?? 0} unit={t('次')} />}
      actions={
        <>
          <ActionLink href={link('/standards', { year })}>{t('评估标准')}</ActionLink>
          <Action
            primary
            onClick={() => setAdding(true)}
            whyNot={whyNot(asked.data?.actions ?? [], 'create')}
          >
            {t('新建评估')}
          </Action>
        </>
      }
    >
      {adding && <NewAppraisal onClose={() => setAdding(false)} />}
      <Answer asked={asked}>
        {(data) => (
          <>
            {data.mine.length > 0 && (
              <Section title={t('评本单位的')}>
                <PlainTable
                  label={t('评本单位的')}
                  rows={data.mine}
                  keyOf={(row) => row.target}
                  empty=""
                  columns={[
                    {
                      key: 'title',
                      title: t('评估'),
                      lead: true,
                      render: (row) => (
                        <a href={link(`/appraisal-targets/${row.target}`, { year })}>{row.appraisal}</a>
                      ),
                    },
                    { key: 'who', title: t('对象'), render: (row) => row.title },
                    { key: 'state', title: t('状态'), render: (row) => <State state={row.state} /> },
                  ]}
                />
              </Section>
            )}
            <PlainTable
              label={t('评估')}
              rows={data.rows}
              columns={columns(year)}
              keyOf={(row) => row.id}
              empty={t('这一年还没有由本单位组织的评估。先有评估标准，再用“新建评估”。')}
            />
          </>
        )}
      </Answer>
    </Page>
  )
}

/** A state of a round. */
export function State({ state }: { state: AppraisalState }) {
  return <Status tone={STATE_TONES[state]}>{t(APPRAISAL_STATES[state])}</Status>
}

function columns(year: number): Column<AppraisalRow>[] {
  return [
    {
      key: 'title',
      title: t('评估'),
      lead: true,
      width: 240,
      render: (row) => <a href={link(`/appraisals/${row.id}`, { year })}>{row.title}</a>,
    },
    {
      key: 'standard',
      title: t('标准'),
      render: ({ standard }) => (
        <a href={link(`/standards/${standard.id}`, { year, version: standard.version })}>
          {t('{title}（第 {n} 版）', { title: standard.title, n: standard.version })}
        </a>
      ),
    },
    { key: 'unit', title: t('组织单位'), render: (row) => row.unit.name },
    { key: 'targets', title: t('对象'), unit: t('个'), numeric: true, render: (row) => number(row.targets) },
    { key: 'judges', title: t('评委'), unit: t('人'), numeric: true, render: (row) => number(row.judges) },
    {
      key: 'sheets',
      title: t('评分表'),
      unit: t('份'),
      numeric: true,
      render: (row) => `${number(row.handedIn)} / ${number(row.sheets)}`,
    },
    { key: 'until', title: t('评分截止'), render: (row) => <span className="num">{row.scoreUntil}</span> },
    { key: 'state', title: t('状态'), render: (row) => <State state={row.state} /> },
  ]
}
