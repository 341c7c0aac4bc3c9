import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type * as z from 'zod'
import { programmePage } from '#contract/programme.ts'
import { Findings } from '../../engine/findings.tsx'
import { PhaseTrack } from '../../engine/phase-track.tsx'
import { whyNot } from '../../lib/abilities.ts'
import { link, useAddress } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { UnitLink } from '../../lib/unit-link.tsx'
import { useCall } from '../../lib/use-call.ts'
import { usePlaceOf, WORLD_WORDS } from '../../lib/worlds.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Page } from '../../ui/page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { NotifyThese } from '../messages/notify-these.tsx'
import type { Chosen } from '../messages/notice-form.ts'
import { Activities, Roster, Works } from './programme-parts.tsx'
import { NewActivity } from './new-activity.tsx'

export type ProgrammeData = z.output<NonNullable<typeof programmePage.reply>>

/** A programme: its stages, its activities, its people, what its rules find. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const asked = useCall(programmePage, { params: { id } })
  return <Answer asked={asked}>{(data) => <Programme data={data} />}</Answer>
}

function Programme({ data }: { data: ProgrammeData }) {
  const { programme, actions } = data
  const [adding, setAdding] = useState(false)
  const { part = 'activities' } = useAddress()
  const world = usePlaceOf(programme.system)
  const tab = (id: string, title: string, count: number) => ({
    id,
    title: `${title} ${number(count)}`,
    href: link(`/programmes/${programme.id}`, { year: programme.year, part: id }),
  })
  return (
    <>
      <Crumbs
        label={t('所属')}
        crumbs={[{ href: link(`/${world}`, { year: programme.year }), name: t(WORLD_WORDS[world].title) }]}
      />
      <Page
        title={programme.title}
        about={`${t(programme.systemTitle)} · ${t(programme.levelWord)} · ${t('{year} 年', { year: programme.year })} · ${programme.code}`}
        actions={
          <>
            <Action primary onClick={() => setAdding(true)} whyNot={whyNot(actions, 'create-activity')}>
              {t('新建活动')}
            </Action>
            <NotifyThese chosen={everybodyOf(data)} whyNot={noOneYet(data)} />
            <ActionLink href={link('/questionnaires', { year: programme.year, subject: programme.id })}>
              {t('问卷')}
            </ActionLink>
          </>
        }
      >
        <div className="figures">
          <Figure
            title={t('班次')}
            value={programme.activities}
            unit={t('班次')}
            href={tab('activities', '', 0).href}
          />
          <Figure
            title={t('名单')}
            value={programme.enrolled}
            unit={t('人次')}
            href={tab('roster', '', 0).href}
          />
          <Figure
            title={t('认定')}
            value={programme.recognised}
            unit={t('人次')}
            href={tab('roster', '', 0).href}
          />
        </div>
        <ProgrammeFacts programme={programme} />
        <PhaseTrack phases={data.phases} />
        <Findings findings={data.findings} />
        <Tabs
          label={t('项目各部分')}
          now={part}
          tabs={[
            tab('activities', t('活动'), data.activities.length),
            tab('roster', t('人员'), data.roster.length),
            tab('works', t('作品'), data.works.length),
            {
              id: 'rules',
              title: t('规定'),
              href: link(`/programmes/${programme.id}`, { year: programme.year, part: 'rules' }),
            },
          ]}
        />
        {part === 'roster' && <Roster rows={data.roster} />}
        {part === 'works' && <Works rows={data.works} />}
        {part === 'rules' && <Rules programme={programme} />}
        {part === 'activities' && <Activities data={data} />}
      </Page>
      <NewActivity data={data} open={adding} onClose={() => setAdding(false)} />
    </>
  )
}

function everybodyOf({ programme }: ProgrammeData): Chosen {
  return {
    words: t('《{title}》各次活动名单上的人，一人一份', { title: programme.title }),
    audience: { to: 'programme', programme: programme.id },
  }
}

function noOneYet({ roster }: ProgrammeData): string | undefined {
  return roster.length === 0 ? t('名单上还没有人') : undefined
}

function ProgrammeFacts({ programme }: { programme: ProgrammeData['programme'] }) {
  return (
    <Facts
      facts={[
        {
          term: t('承办单位'),
          value: <UnitLink unit={programme.organiser} year={programme.year} />,
        },
        {
          term: t('起止'),
          value: programme.startsOn === null ? null : `${programme.startsOn} — ${programme.endsOn ?? ''}`,
        },
        { term: t('学科学段'), value: [programme.subject, programme.stage].filter(Boolean).join(' · ') },
        { term: t('学分类别'), value: programme.category === null ? t('不计学分') : t(programme.category) },
        {
          term: t('计划人数'),
          value: programme.places === null ? null : t('{n} 人', { n: number(programme.places) }),
        },
        {
          term: t('预算'),
          value: programme.budget === null ? null : t('{n} 元', { n: number(programme.budget) }),
        },
      ]}
    />
  )
}

function Rules({ programme: { rules, system, year } }: { programme: ProgrammeData['programme'] }) {
  return (
    <>
      {rules.length === 0 && <p className="quiet">{t('这个体系还没有定义规定。')}</p>}
      <ul className="prose rules">
        {rules.map((rule) => (
          <li key={rule}>{t(rule)}</li>
        ))}
      </ul>
      {rules.length > 0 && <a href={link(`/systems/${system}`, { year })}>{t('看年度参数和依据')}</a>}
    </>
  )
}
