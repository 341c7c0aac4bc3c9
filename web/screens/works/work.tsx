import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type * as z from 'zod'
import { workPage } from '#contract/works.ts'
import { offers, whyNot } from '../../lib/abilities.ts'
import { link, useAddress } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Page } from '../../ui/page.tsx'
import { Status } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Alike } from './alike.tsx'
import { Difference } from './difference.tsx'
import { HandIn } from './hand-in.tsx'
import { LibraryCard } from './library-card.tsx'
import { NewVersion } from './new-version.tsx'
import { Review } from './review.tsx'
import { Events, Lineage, Versions } from './work-parts.tsx'
import { STANDINGS } from '../../lib/work-words.ts'
import './works.css'

export type WorkData = z.output<NonNullable<typeof workPage.reply>>

/** One work: what it is, how far it has come, its versions and what was said of it. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const asked = useCall(workPage, { params: { id } })
  return <Answer asked={asked}>{(data) => <OneWork key={id} data={data} />}</Answer>
}

function OneWork({ data }: { data: WorkData }) {
  const { work, actions } = data
  const { part = 'review' } = useAddress()
  const year = useYear()
  const [doing, setDoing] = useState<'version' | 'derive' | null>(null)
  const close = () => setDoing(null)
  const tab = (id: string, title: string) => ({
    id,
    title,
    href: link(`/resources/works/${work.id}`, { year, part: id }),
  })
  return (
    <>
      <Crumbs label={t('所属')} crumbs={[{ href: link('/resources', { year }), name: t('作品') }]} />
      <Page
        title={work.title}
        about={[
          t(work.kind),
          work.authors.map(({ name }) => name).join('、'),
          work.authors[0]?.unit,
          work.code,
        ]
          .filter(Boolean)
          .join(' · ')}
        figure={<Status tone={STANDINGS[work.standing].tone}>{t(STANDINGS[work.standing].title)}</Status>}
        actions={
          <>
            {offers(actions, 'derive') && (
              <Action onClick={() => setDoing('derive')} whyNot={whyNot(actions, 'derive')}>
                {t('在此基础上修改')}
              </Action>
            )}
            <Action onClick={() => setDoing('version')} whyNot={whyNot(actions, 'add-version')}>
              {t('提交新的一稿')}
            </Action>
          </>
        }
      >
        <WorkFacts data={data} />
        {data.library !== null && <LibraryCard data={data} />}
        <Tabs
          label={t('作品各部分')}
          now={part}
          tabs={[
            tab('review', t('审阅')),
            tab('text', t('正文')),
            tab('difference', t('修改对照')),
            tab('alike', t('相似检查')),
            tab('lineage', t('来源与派生')),
          ]}
        />
        <Part part={part} data={data} />
      </Page>
      {doing === 'version' && <NewVersion id={work.id} onClose={close} />}
      {doing === 'derive' && (
        <HandIn onClose={close} from={{ id: work.id, title: work.title, text: data.text }} />
      )}
    </>
  )
}

function Part({ part, data }: { part: string; data: WorkData }) {
  if (part === 'text') return <Text text={data.text} />
  if (part === 'difference') return <Difference data={data} />
  if (part === 'alike') return <Alike data={data} />
  if (part === 'lineage') return <Lineage data={data} />
  return (
    <>
      <Versions data={data} />
      <Events events={data.events} />
      <Review data={data} />
    </>
  )
}

function Text({ text }: { text: string | null }) {
  if (text === null) return <p className="quiet">{t('这一稿没有能读出的文字。请下载文件查看。')}</p>
  return <div className="work-text">{text}</div>
}

function WorkFacts({ data: { work } }: { data: WorkData }) {
  const year = useYear()
  const me = useMe()
  const desk = me.role !== 'teacher'
  const { programme, activity } = work
  return (
    <Facts
      facts={[
        {
          term: t('项目'),
          value:
            programme === null ? null : desk ? (
              <a href={link(`/programmes/${programme.id}`, { year })}>{programme.title}</a>
            ) : (
              programme.title
            ),
        },
        {
          term: t('活动'),
          value:
            activity === null ? null : (
              <a href={link(`/activities/${activity.id}`, { year })}>{activity.title}</a>
            ),
        },
        { term: t('学科学段'), value: [work.stage, work.subject].filter(Boolean).join(' · ') },
        { term: t('教材章节'), value: work.chapter },
        { term: t('完成日期'), value: work.on },
      ]}
    />
  )
}
