import { useParams } from '@tanstack/react-router'
import { unitPage } from '#contract/network.ts'
import type * as z from 'zod'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number, percent } from '../../lib/format.ts'
import { opensUnit, useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { UnitLink } from '../../lib/unit-link.tsx'
import { useCall } from '../../lib/use-call.ts'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { arrange } from './tree.ts'
import { TreeTable } from './tree-table.tsx'
import { UnitActions } from './unit-actions.tsx'
import { UnitHistory } from './unit-history.tsx'

export type UnitData = z.output<NonNullable<typeof unitPage.reply>>
const NONE: ReadonlySet<string> = new Set()

/** A unit's page: what it is, what is in it, what held when, what it runs this year. */
export function Screen() {
  const { code = '' } = useParams({ strict: false }) as { code?: string }
  const year = useYear()
  const asked = useCall(unitPage, { params: { code }, query: { year } }, { keep: false })
  return <Answer asked={asked}>{(data) => <Unit data={data} year={year} />}</Answer>
}

function Unit({ data, year }: { data: UnitData; year: number }) {
  const { unit } = data
  const me = useMe()
  return (
    <>
      <Crumbs
        label={t('所属')}
        crumbs={data.path
          .filter((u) => u.code !== unit.code && opensUnit(me, u.code))
          .map((u) => ({ href: link(`/network/${u.code}`, { year }), name: u.name }))}
      />
      <Page
        title={unit.name}
        about={[unit.kindWord ?? unit.categoryWord, unit.urbanWord, unit.town, unit.code]
          .filter(Boolean)
          .join(' · ')}
        actions={<UnitLinks data={data} year={year} />}
      >
        <Numbers data={data} year={year} />
        <Facts
          facts={[
            { term: t('启用'), value: unit.opened },
            { term: t('撤并'), value: unit.closed },
            {
              term: t('并入'),
              value: unit.successor === null ? null : <UnitLink unit={unit.successor} year={year} />,
            },
          ]}
        />
        {data.children.length > 0 && (
          <Section title={t('下级单位')}>
            <TreeTable branches={arrange(data.children, NONE)} closed={NONE} />
          </Section>
        )}
        <Programmes rows={data.programmes} year={year} />
        <UnitHistory data={data} />
      </Page>
    </>
  )
}

function Numbers({ data: { unit, meeting }, year }: { data: UnitData; year: number }) {
  const records = (id: string) => link(`/figures/${id}/records`, { year, unit: unit.code })
  return (
    <div className="figures">
      <Figure title={t('学校')} value={unit.schools} unit={t('所')} href={records('schools')} />
      <Figure title={t('教师')} value={unit.teachers} unit={t('人')} href={records('teachers')} />
      <Figure
        title={t('学分达标')}
        value={meeting.meeting}
        unit={t('人')}
        href={link('/credits/people', { year, unit: unit.code, short: 'met' })}
        note={t('应达标 {n} 人，达标率 {share}', {
          n: number(meeting.assessed),
          share: percent(meeting.meeting, meeting.assessed),
        })}
      />
      <Figure
        title={t('未达标')}
        value={meeting.assessed - meeting.meeting}
        unit={t('人')}
        href={link('/credits/people', { year, unit: unit.code, short: 'any' })}
      />
    </div>
  )
}

function UnitLinks({ data, year }: { data: UnitData; year: number }) {
  const { code } = data.unit
  return (
    <>
      <UnitActions data={data} />
      <a className="button" href={link('/people', { year, unit: code })}>
        {t('教师名册')}
      </a>
      <a className="button" href={link('/figures', { year, unit: code })}>
        {t('全部指标')}
      </a>
      <a className="button" href={link('/documents', { year, unit: code, new: 'work-summary' })}>
        {t('起草总结')}
      </a>
    </>
  )
}

function Programmes({ rows, year }: { rows: UnitData['programmes']; year: number }) {
  return (
    <Section title={t('{year} 年承办的项目', { year })}>
      {rows.length === 0 && <p className="quiet">{t('这一年没有承办项目。')}</p>}
      <ul className="items">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="quiet">{t(row.systemTitle)}</span>
            <a href={link(`/programmes/${row.id}`, { year })}>{row.title}</a>
            <span className="num">{t('{n} 班次', { n: row.activities })}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
