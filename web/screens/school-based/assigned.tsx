import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { acceptProject, assignedProjects } from '#contract/assigned.ts'
import type { AssignedProject, AssignedSchool } from '#contract/assigned.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Empty, Notice, Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { NewAssigned } from './new-assigned.tsx'
import { SchoolBasedTabs } from './tabs.tsx'
import './school-based.css'

/** 指定项目: topics that the centre has set, and which schools have accepted them. */
export function Screen() {
  const year = useYear()
  const asked = useCall(assignedProjects, { query: { year } })
  const [adding, setAdding] = useState(false)
  return (
    <Page
      title={t('指定项目')}
      about={t('中心按学科下达的研修课题：指定的学校承接、申报方案，由学区评定后实施。')}
      actions={
        <Action primary onClick={() => setAdding(true)} whyNot={whyNot(asked.data?.actions ?? [], 'assign')}>
          {t('下达指定项目')}
        </Action>
      }
    >
      <SchoolBasedTabs now="assigned" />
      {adding && <NewAssigned year={year} onClose={() => setAdding(false)} />}
      <Answer asked={asked}>
        {({ projects }) =>
          projects.length === 0 ? (
            <Empty because={t('这一年没有下达给您的指定项目。由中心按学科下达。')} />
          ) : (
            projects.map((project) => <Project key={project.id} project={project} year={year} />)
          )
        }
      </Answer>
    </Page>
  )
}

function Project({ project, year }: { project: AssignedProject; year: number }) {
  const { subject, topic, goal, hours, from, until, acceptUntil, document } = project
  const accepted = project.schools.filter(({ state }) => state !== null).length
  return (
    <Section
      title={topic}
      aside={
        <span className="quiet">
          {t('{accepted}/{all} 所学校已承接', { accepted, all: project.schools.length })}
        </span>
      }
    >
      <p>
        {t(subject)}　
        {t('{hours} 学时，{from} 至 {until}，{day} 前承接', {
          hours: number(hours),
          from,
          until,
          day: acceptUntil,
        })}
        {document !== null && <span className="quiet">　{t('依据 {document}', { document })}</span>}
      </p>
      <p className="prose spaced">{goal}</p>
      <Own project={project} year={year} />
      <PlainTable
        label={t('{topic}的学校', { topic })}
        rows={project.schools}
        columns={columns(year)}
        keyOf={(row) => row.unit.code}
        empty={t('您的范围内没有指定的学校。')}
      />
    </Section>
  )
}

/** What a school does with a project that names it. */
function Own({ project, year }: { project: AssignedProject; year: number }) {
  const router = useRouter()
  const change = useChange(acceptProject)
  const { role } = useMe()
  if (role !== 'school') return null
  const own = project.schools[0]?.case
  if (own != null)
    return (
      <p className="spaced">
        <ActionLink primary href={link(`/cases/${own.id}`, { year })}>
          {t('打开申报')}
        </ActionLink>
      </p>
    )
  const accept = () =>
    change.mutate(
      { params: { id: project.id }, body: { key: crypto.randomUUID() } },
      { onSuccess: ({ id }) => router.history.push(link(`/cases/${id}`, { year })) },
    )
  return (
    <>
      <p className="spaced">
        <Action primary busy={change.isPending} onClick={accept} whyNot={whyNot(project.actions, 'accept')}>
          {t('承接并填写方案')}
        </Action>
      </p>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </>
  )
}

function columns(year: number): Column<AssignedSchool>[] {
  return [
    { key: 'unit', title: t('学校'), lead: true, render: (row) => row.unit.name },
    {
      key: 'state',
      title: t('进展'),
      render: (row) => (row.state === null ? <NotYet late={row.late} /> : t(row.state)),
    },
    {
      key: 'case',
      title: t('申报'),
      render: (row) =>
        row.case === null ? '' : <a href={link(`/cases/${row.case.id}`, { year })}>{row.case.number}</a>,
    },
    {
      key: 'at',
      title: t('承接日期'),
      minor: true,
      render: (row) => <span className="num">{row.acceptedAt?.slice(0, 10) ?? ''}</span>,
    },
  ]
}

function NotYet({ late }: { late: boolean }) {
  return late ? <Status tone="late">{t('逾期未承接')}</Status> : <Status tone="calm">{t('未承接')}</Status>
}
