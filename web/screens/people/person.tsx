import { useParams } from '@tanstack/react-router'
import type * as z from 'zod'
import { personPage } from '#contract/people.ts'
import { link, useAddress } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { UnitLink } from '../../lib/unit-link.tsx'
import { useCall } from '../../lib/use-call.ts'
import { Facts } from '../../ui/facts.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Page } from '../../ui/page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { CreditEntries } from './credit-entries.tsx'
import { PersonActions } from './person-actions.tsx'
import { Honours, Loans, OnlineStudies, Trainings, Works } from './person-lists.tsx'
import { StandingTable } from './standing-table.tsx'

export type PersonData = z.output<NonNullable<typeof personPage.reply>>

/** 教师档案: who, what he has done, what he has and needs. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const year = useYear()
  const asked = useCall(personPage, { params: { id }, query: { year } })
  return <Answer asked={asked}>{(data) => <Person data={data} year={year} />}</Answer>
}

function Person({ data, year }: { data: PersonData; year: number }) {
  const { person } = data
  const { part = 'timeline' } = useAddress()
  const tab = (id: string, title: string, count?: number) => ({
    id,
    title: count === undefined ? title : `${title} ${count}`,
    href: link(`/people/${person.id}`, { year, part: id }),
  })
  return (
    <Page
      title={person.name}
      about={
        <>
          <UnitLink unit={person.unit} year={year} />
          {[person.stage, person.subject, person.rank].filter(Boolean).map((word) => ` · ${word}`)}
        </>
      }
      actions={<PersonActions data={data} />}
      figure={
        <Figure
          title={t('{year} 年学分', { year })}
          value={data.standing.total}
          unit={t('学分')}
          href={link(`/people/${person.id}`, { year, part: 'credits' })}
        />
      }
    >
      <PersonFacts person={person} />
      <Tabs
        label={t('档案各部分')}
        now={part}
        tabs={[
          tab('timeline', t('成长轨迹')),
          tab('credits', t('学分')),
          tab('trainings', t('培训与活动'), data.trainings.length),
          tab('online', t('网络学时'), data.onlineStudies.length),
          tab('works', t('作品'), data.works.length),
          tab('honours', t('荣誉与称号'), data.honours.length),
          tab('loans', t('借阅'), data.loans.length),
        ]}
      />
      <Part part={part} data={data} year={year} />
    </Page>
  )
}

function Part({ part, data, year }: { part: string; data: PersonData; year: number }) {
  if (part === 'credits') {
    return (
      <div className="beside">
        <div>
          <StandingTable standing={data.standing} id={data.person.id} />
        </div>
        <CreditEntries id={data.person.id} year={year} />
      </div>
    )
  }
  if (part === 'trainings') return <Trainings rows={data.trainings} />
  if (part === 'online') return <OnlineStudies rows={data.onlineStudies} />
  if (part === 'works') return <Works rows={data.works} />
  if (part === 'honours') return <Honours rows={data.honours} />
  if (part === 'loans') return <Loans rows={data.loans} />
  if (data.timeline.length === 0) return <p className="quiet">{t('还没有记录。')}</p>
  return <Timeline events={data.timeline} untilWord={t('至')} />
}

function PersonFacts({ person }: { person: PersonData['person'] }) {
  return (
    <Facts
      facts={[
        { term: t('身份证件号'), value: <span className="num">{person.identityNumber}</span> },
        { term: t('性别'), value: t(person.sexWord) },
        { term: t('出生日期'), value: person.born },
        { term: t('手机号'), value: person.phone },
        { term: t('参加工作日期'), value: person.startedOn },
        { term: t('学历'), value: person.degree },
        { term: t('编制'), value: person.staffing },
        { term: t('普通话等级'), value: person.putonghua },
        { term: t('资格种类'), value: person.certificate },
      ]}
    />
  )
}
