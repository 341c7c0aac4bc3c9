import { useParams } from '@tanstack/react-router'
import { spotDrawPage, SPOT_STATES } from '#contract/spot-check.ts'
import type { SpotDraw, SpotRow, SpotState } from '#contract/spot-check.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { Status } from '../../ui/states.tsx'
import type { Tone } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import './school-based.css'

/** How a state of a check looks. */
export const SPOT_TONES: Readonly<Record<SpotState, Tone>> = {
  waiting: 'calm',
  returned: 'late',
  answered: 'warn',
  accepted: 'good',
}

/** One draw: what was drawn with how far its check has come, and what it was drawn from. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const year = useYear()
  const asked = useCall(spotDrawPage, { params: { id } })
  return (
    <Answer asked={asked}>
      {({ draw, rows }) => (
        <>
          <Crumbs
            label={t('所属')}
            crumbs={[{ href: link('/school-based/checks', { year }), name: t('随机抽查') }]}
          />
          <Page
            title={draw.title}
            about={t('{unit}从 {from} 至 {until} 的活动里抽取 {percent}%。', {
              unit: draw.unit.name,
              from: draw.from,
              until: draw.until,
              percent: draw.percent,
            })}
            figure={
              <Figure
                title={t('抽中')}
                value={draw.drawn}
                unit={t('次')}
                note={t('底册 {n} 次', { n: number(draw.pool) })}
              />
            }
            actions={<PrintButton word={t('打印')} />}
          >
            <Section title={t('抽中的活动')}>
              <PlainTable
                label={t('抽中的活动')}
                rows={rows.filter(({ chosen }) => chosen)}
                columns={drawnColumns(draw.id, year)}
                keyOf={(row) => row.activity.id}
                empty={t('您的范围内没有抽中的活动。')}
              />
            </Section>
            <Section title={t('底册')}>
              <HowDrawn draw={draw} />
              <PlainTable
                label={t('底册')}
                rows={rows}
                columns={poolColumns()}
                keyOf={(row) => row.activity.id}
                empty={t('您的范围内没有活动在底册里。')}
              />
            </Section>
          </Page>
        </>
      )}
    </Answer>
  )
}

function HowDrawn({ draw }: { draw: SpotDraw }) {
  const { committed } = draw
  return (
    <>
      {draw.reason !== null && <p className="spaced">{t('再抽的原因：{reason}', { reason: draw.reason })}</p>}
      {committed !== null && (
        <ul className="spaced how-drawn">
          <li>
            {t('{day} 公布的校验值', { day: committed.announcedAt.slice(0, 10) })}{' '}
            <code className="seed">{committed.commitment}</code>
          </li>
          <li>
            {t('抽取时揭示的密数')} <code className="seed">{committed.secret}</code>
            {t('，它的 SHA-256 值就是校验值。')}
          </li>
          <li>
            {t('公开号码')}{' '}
            <code className="seed">{committed.number === '' ? t('没有') : committed.number}</code>
            {t('。密数、半角冒号和公开号码连成一串，SHA-256 值就是随机数。')}
          </li>
        </ul>
      )}
      <p className="spaced">
        {t('随机数')} <code className="seed">{draw.seed}</code>
        {t(
          '。每次活动取随机数、半角冒号和活动编号连成一串后的 SHA-256 值，从小到大排列，取前 {n} 次。{by} {day} 抽取。',
          {
            n: draw.drawn,
            by: draw.by,
            day: draw.at.slice(0, 10),
          },
        )}
      </p>
    </>
  )
}

function drawnColumns(draw: string, year: number): Column<SpotRow>[] {
  return [
    {
      key: 'activity',
      title: t('活动'),
      lead: true,
      render: ({ activity }) => (
        <a href={link(`/school-based/checks/${draw}/${activity.id}`, { year })}>{activity.title}</a>
      ),
    },
    { key: 'school', title: t('学校'), render: (row) => row.school.name },
    {
      key: 'programme',
      title: t('项目'),
      minor: true,
      render: ({ programme }) => (
        <a href={link(`/programmes/${programme.id}`, { year })}>{programme.title}</a>
      ),
    },
    { key: 'on', title: t('日期'), minor: true, render: (row) => <span className="num">{row.on}</span> },
    { key: 'hours', title: t('学时'), numeric: true, minor: true, render: (row) => number(row.hours) },
    {
      key: 'state',
      title: t('检查'),
      render: ({ state }) =>
        state === null ? null : <Status tone={SPOT_TONES[state]}>{t(SPOT_STATES[state])}</Status>,
    },
  ]
}

function poolColumns(): Column<SpotRow>[] {
  return [
    { key: 'place', title: t('次序'), numeric: true, render: (row) => row.place },
    { key: 'activity', title: t('活动'), lead: true, render: (row) => row.activity.title },
    { key: 'school', title: t('学校'), minor: true, render: (row) => row.school.name },
    { key: 'chosen', title: t('抽中'), render: (row) => (row.chosen ? t('抽中') : '') },
    { key: 'id', title: t('活动编号'), minor: true, render: (row) => <code>{row.activity.id}</code> },
    {
      key: 'digest',
      title: t('SHA-256'),
      minor: true,
      render: (row) => <code>{row.digest.slice(0, 16)}…</code>,
    },
  ]
}
