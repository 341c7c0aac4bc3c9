import { useParams } from '@tanstack/react-router'
import type * as z from 'zod'
import { targetPage } from '#contract/appraisal-target.ts'
import { link, useAddress } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { fullMoment, moment } from '../../lib/format.ts'
import { useMe, useYear, worksAtDesk } from '../../lib/session.ts'
import { usePlace } from '../../lib/place.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Appeals } from './appeals.tsx'
import { State } from './appraisals.tsx'
import { Demands } from './demands.tsx'
import { SelfEvaluation } from './self-evaluation.tsx'

export type TargetData = z.output<NonNullable<typeof targetPage.reply>>

/** What a school, or a person, sees of being appraised: the own sheet, the evidence, the result, and what follows. */
export function Screen() {
  usePlace('appraisals')
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const asked = useCall(targetPage, { params: { id } })
  return <Answer asked={asked}>{(data) => <Target data={data} />}</Answer>
}

function Target({ data }: { data: TargetData }) {
  const me = useMe()
  const year = useYear()
  const { part = data.appraisal.state === 'published' ? 'result' : 'self' } = useAddress()
  const tab = (id: string, title: string) => ({
    id,
    title,
    href: link(`/appraisal-targets/${data.target.id}`, { year, part: id }),
  })
  return (
    <>
      {worksAtDesk(me) && (
        <Crumbs label={t('所属')} crumbs={[{ href: link('/appraisals', { year }), name: t('评估') }]} />
      )}
      <Page title={data.target.title} about={data.appraisal.title}>
        <Facts
          facts={[
            { term: t('状态'), value: <State state={data.appraisal.state} /> },
            { term: t('单位'), value: data.target.unit.name },
            { term: t('评分截止'), value: data.appraisal.scoreUntil },
            { term: t('申诉到'), value: data.appraisal.appealUntil },
          ]}
        />
        <Tabs
          label={t('评估各部分')}
          now={part}
          tabs={[
            tab('self', t('自评和佐证')),
            tab('result', t('结果')),
            tab('appeals', t('申诉 {n}', { n: data.appeals.length })),
            tab('demands', t('整改 {n}', { n: data.demands.length })),
          ]}
        />
        {part === 'self' && <SelfEvaluation data={data} />}
        {part === 'result' && <Result data={data} />}
        {part === 'appeals' && <Appeals data={data} />}
        {part === 'demands' && <Demands data={data} />}
      </Page>
    </>
  )
}

function Result({ data: { results, appraisal } }: { data: TargetData }) {
  if (results.length === 0) {
    const because =
      appraisal.state === 'published' ? t('没有您的结果。') : t('结果还没有公布，公布后在这里看到。')
    return <Empty because={because} />
  }
  return (
    <>
      {results.map((row, at) => (
        <Section key={row.at} title={at === 0 ? t('现在的结果') : t('先前公布的结果')}>
          <Facts
            facts={[
              { term: t('得分'), value: row.result },
              { term: t('名次'), value: row.rank },
              { term: t('等次'), value: row.band === null ? null : t(row.band) },
              { term: t('说明'), value: row.because },
              { term: t('时间'), value: <span title={fullMoment(row.at)}>{moment(row.at)}</span> },
            ]}
          />
        </Section>
      ))}
    </>
  )
}
