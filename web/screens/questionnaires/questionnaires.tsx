import { useState } from 'react'
import { MOMENTS, questionnaires, QUESTIONNAIRE_STATES } from '#contract/questionnaire.ts'
import type { QuestionnaireRow } from '#contract/questionnaire.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link, useAddress } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Page } from '../../ui/page.tsx'
import { Status, type Tone } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { NewQuestionnaire } from './new-questionnaire.tsx'

/** How each state is shown. */
export const STATE_TONES: Record<QuestionnaireRow['state'], Tone> = {
  draft: 'calm',
  waiting: 'calm',
  open: 'good',
  closed: 'calm',
}

/** 问卷: what is asked this year, and how many have answered. */
export function Screen() {
  const year = useYear()
  const { subject } = useAddress()
  const asked = useCall(questionnaires, { query: { year, subjectId: subject } })
  const [adding, setAdding] = useState(false)
  const rows = asked.data?.rows ?? []
  return (
    <Page
      title={t('问卷')}
      about={t('{year} 年的训前调研、满意度和测评问卷。手机扫码即填，不用登录；匿名答卷查不到人。', { year })}
      figure={
        <Figure
          title={t('开展问卷')}
          value={rows.filter(({ state }) => state !== 'draft').length}
          unit={t('份')}
          href={subject === undefined ? link('/figures/questionnaires/records', { year }) : undefined}
        />
      }
      actions={
        <Action primary onClick={() => setAdding(true)} whyNot={whyNot(asked.data?.actions ?? [], 'create')}>
          {t('新建问卷')}
        </Action>
      }
    >
      {adding && <NewQuestionnaire onClose={() => setAdding(false)} />}
      <p className="quiet">
        {t('共收回 {n} 份答卷', { n: number(rows.reduce((sum, row) => sum + row.received, 0)) })}
      </p>
      <Answer asked={asked}>
        {(data) => (
          <PlainTable
            label={t('问卷')}
            rows={data.rows}
            columns={columns(year)}
            keyOf={(row) => row.id}
            empty={t('这一年还没有问卷。训前一个月可先做需求调研，用右上方的“新建问卷”。')}
          />
        )}
      </Answer>
    </Page>
  )
}

function columns(year: number): Column<QuestionnaireRow>[] {
  return [
    {
      key: 'title',
      title: t('问卷'),
      lead: true,
      width: 240,
      render: (row) => <a href={link(`/questionnaires/${row.id}`, { year })}>{row.title}</a>,
    },
    { key: 'anonymous', title: t('记名'), render: (row) => (row.anonymous ? t('匿名') : t('实名')) },
    { key: 'moment', title: t('时段'), render: (row) => (row.moment === null ? '' : t(MOMENTS[row.moment])) },
    {
      key: 'subject',
      title: t('所属'),
      render: (row) =>
        row.subject !== null && <a href={link(row.subject.link, { year })}>{row.subject.title}</a>,
    },
    { key: 'unit', title: t('单位'), render: (row) => row.unit.name },
    { key: 'until', title: t('截止日'), render: (row) => <span className="num">{row.closesOn}</span> },
    { key: 'issued', title: t('发放'), unit: t('份'), numeric: true, render: (row) => number(row.issued) },
    {
      key: 'received',
      title: t('收回'),
      unit: t('份'),
      numeric: true,
      render: (row) => number(row.received),
    },
    {
      key: 'state',
      title: t('状态'),
      render: (row) => <Status tone={STATE_TONES[row.state]}>{t(QUESTIONNAIRE_STATES[row.state])}</Status>,
    },
  ]
}
