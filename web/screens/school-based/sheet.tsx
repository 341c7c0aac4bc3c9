import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { answerSpot, spotSheet, SPOT_STATES } from '#contract/spot-check.ts'
import type { SpotCheck, SpotSheet } from '#contract/spot-check.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { moment, number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { AskBecause } from '../../ui/ask.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import { SPOT_TONES } from './draw.tsx'
import { FillSheet } from './fill-sheet.tsx'
import './school-based.css'

/** 检查单: what is on record of a drawn activity, item by item what was found, and what the school put right. */
export function Screen() {
  const { id = '', activity = '' } = useParams({ strict: false }) as { id?: string; activity?: string }
  const asked = useCall(spotSheet, { params: { id, activity } })
  return <Answer asked={asked}>{(data) => <Sheet data={data} />}</Answer>
}

function Sheet({ data }: { data: SpotSheet }) {
  const { row, draw } = data
  const year = useYear()
  const [filling, setFilling] = useState(false)
  return (
    <>
      <Crumbs
        label={t('所属')}
        crumbs={[{ href: link(`/school-based/checks/${draw.id}`, { year }), name: draw.title }]}
      />
      <Page
        title={t('检查单：{title}', { title: row.activity.title })}
        about={t('{school}，{day}，{hours} 学时。', {
          school: row.school.name,
          day: row.on,
          hours: number(row.hours),
        })}
        figure={
          row.state === null ? undefined : (
            <Status tone={SPOT_TONES[row.state]}>{t(SPOT_STATES[row.state])}</Status>
          )
        }
        actions={
          <>
            <AnswerAction data={data} />
            <Action primary onClick={() => setFilling(true)} whyNot={whyNot(data.actions, 'check')}>
              {data.checks.length === 0 ? t('填检查单') : t('复查')}
            </Action>
          </>
        }
      >
        {filling && <FillSheet data={data} onClose={() => setFilling(false)} />}
        <Section title={t('记录情况')}>
          <RecordFacts data={data} year={year} />
        </Section>
        <Section title={t('检查结果')}>
          {data.checks.length === 0 && <p className="quiet">{t('还没有检查。')}</p>}
          {data.checks.map((check) => (
            <Check key={check.at} check={check} />
          ))}
        </Section>
      </Page>
    </>
  )
}

function RecordFacts({ data: { record, row }, year }: { data: SpotSheet; year: number }) {
  return (
    <ul className="prose">
      <li>
        <a href={link(`/activities/${row.activity.id}`, { year })}>
          {t('名册 {enrolled} 人，到场 {came} 人', { enrolled: record.enrolled, came: record.came })}
        </a>
      </li>
      <li>{t('教师自己的记录 {n} 份', { n: record.ownRecords })}</li>
      {record.works.length === 0 && <li>{t('没有交来方案、过程记录或总结。')}</li>}
      {record.works.map((work) => (
        <li key={work.id}>
          {t(work.kind)} <a href={link(`/resources/works/${work.id}`, { year })}>{work.title}</a>
        </li>
      ))}
    </ul>
  )
}

function Check({ check }: { check: SpotCheck }) {
  const unmet = check.findings.filter(({ met }) => !met)
  return (
    <div className="handbook-month">
      <h3>{moment(check.at)}</h3>
      <div>
        <p>
          <Status tone={check.verdict === 'accepted' ? 'good' : 'late'}>
            {check.verdict === 'accepted' ? t('通过') : t('退回整改')}
          </Status>{' '}
          {t('认定 {n} 学时', { n: number(check.hours) })} <span className="quiet">{check.by}</span>
        </p>
        {check.words !== '' && <p>{check.words}</p>}
        <p className="quiet">
          {t('{met} 项符合，{unmet} 项不符合', {
            met: check.findings.length - unmet.length,
            unmet: unmet.length,
          })}
        </p>
        {unmet.map(({ item, words }) => (
          <p key={item}>
            <strong>{t(item)}</strong> {words}
          </p>
        ))}
        {check.answers.map(({ words, by, at }) => (
          <p key={at}>
            {t('学校整改')}：{words} <span className="quiet">{by}</span>
          </p>
        ))}
      </div>
    </div>
  )
}

function AnswerAction({ data }: { data: SpotSheet }) {
  const [open, setOpen] = useState(false)
  const change = useChange(answerSpot)
  const params = { id: data.draw.id, activity: data.row.activity.id }
  const answer = (words: string) =>
    change.mutate({ params, body: { key: crypto.randomUUID(), words } }, { onSuccess: () => setOpen(false) })
  return (
    <>
      <Action onClick={() => setOpen(true)} whyNot={whyNot(data.actions, 'answer')}>
        {t('说明整改')}
      </Action>
      <AskBecause
        title={t('说明整改情况')}
        open={open}
        yes={t('提交')}
        no={t('取消')}
        busy={change.isPending}
        label={t('怎样整改的')}
        hint={t('逐项写明，至少 4 个字；检查人据此复查')}
        onYes={answer}
        onNo={() => setOpen(false)}
      >
        {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      </AskBecause>
    </>
  )
}
