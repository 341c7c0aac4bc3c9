import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type * as z from 'zod'
import { appraisalPage, stepAppraisal } from '#contract/appraisal.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link, useAddress } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Page } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { State } from './appraisals.tsx'
import { Judges } from './judges.tsx'
import { Results } from './results.tsx'
import { Targets } from './targets.tsx'

export type AppraisalData = z.output<NonNullable<typeof appraisalPage.reply>>

/** A round of appraisal: whom, by whom, how far it is, and what came of it. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const asked = useCall(appraisalPage, { params: { id } })
  return <Answer asked={asked}>{(data) => <Appraisal data={data} />}</Answer>
}

function Appraisal({ data }: { data: AppraisalData }) {
  const { appraisal: one } = data
  const year = useYear()
  const { part = 'targets' } = useAddress()
  const tab = (id: string, title: string) => ({
    id,
    title,
    href: link(`/appraisals/${one.id}`, { year, part: id }),
  })
  return (
    <>
      <Crumbs label={t('所属')} crumbs={[{ href: link('/appraisals', { year }), name: t('评估') }]} />
      <Page
        title={one.title}
        about={t('按{title}第 {n} 版，由{unit}组织。', {
          title: one.standard.title,
          n: one.standard.version,
          unit: one.unit.name,
        })}
        figure={
          <Figure
            title={t('已提交评分表')}
            value={one.handedIn}
            unit={t('份')}
            note={t('应有 {n} 份', { n: one.sheets })}
          />
        }
        actions={<Opening data={data} />}
      >
        <Facts facts={factsOf(one)} />
        {data.missing.map((words) => (
          <Notice key={words} tone="warn">
            {words}
          </Notice>
        ))}
        <Tabs
          label={t('评估各部分')}
          now={part}
          tabs={[
            tab('targets', t('对象 {n}', { n: data.targets.length })),
            tab('judges', t('评委 {n}', { n: data.judges.length })),
            tab('results', t('结果')),
          ]}
        />
        {part === 'targets' && <Targets data={data} />}
        {part === 'judges' && <Judges data={data} />}
        {part === 'results' && <Results data={data} />}
      </Page>
    </>
  )
}

function factsOf(one: AppraisalData['appraisal']) {
  return [
    { term: t('状态'), value: <State state={one.state} /> },
    { term: t('评分截止'), value: one.scoreUntil },
    {
      term: t('方式'),
      value: [one.blind ? t('盲评') : '', one.outside ? t('评委不评本单位') : '']
        .filter((word) => word !== '')
        .join('、'),
    },
    { term: t('名额'), value: one.places === null ? null : t('{n} 个', { n: one.places }) },
    {
      term: t('保底'),
      value:
        one.floor === null
          ? null
          : t('{group}至少 {n} 个', { group: t(one.floor.group), n: one.floor.least }),
    },
    { term: t('申诉到'), value: one.appealUntil },
  ]
}

function Opening({ data: { appraisal, actions } }: { data: AppraisalData }) {
  const change = useChange(stepAppraisal)
  const [key] = useState(() => crypto.randomUUID())
  if (appraisal.state !== 'draft') return null
  const open = () =>
    change.mutate({ params: { id: appraisal.id }, body: { key, step: 'opened', choices: [] } })
  return (
    <>
      <Action primary busy={change.isPending} whyNot={whyNot(actions, 'open')} onClick={open}>
        {t('启动评分')}
      </Action>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </>
  )
}
