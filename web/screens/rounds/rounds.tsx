import { useState } from 'react'
import type { StageManifest } from '#contract/case-manifest.ts'
import { rounds } from '#contract/round.ts'
import type * as z from 'zod'
import { offers, whyNot } from '../../lib/abilities.ts'
import { link, useAddress } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useCaseManifests } from '../../lib/case-systems.ts'
import { usePlace } from '../../lib/place.ts'
import { seesRegion, useMe, useNamedYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Num } from '../../ui/figure.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Empty, Status } from '../../ui/states.tsx'
import type { Tone } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { PaperTable } from '../cases/documents.tsx'
import { NewRound } from './new-round.tsx'

type Round = z.output<NonNullable<typeof rounds.reply>>['rounds'][number]

const STATES: Record<Round['state'], { word: string; tone: Tone }> = {
  waiting: { word: '未到受理时间', tone: 'calm' },
  open: { word: '正在受理', tone: 'good' },
  closed: { word: '已截止受理', tone: 'calm' },
}

/** The rounds of a system: when applications are taken, which places there are, and who has them. */
export function Screen() {
  const year = useNamedYear()
  const { system } = useAddress()
  const inRounds = useCaseManifests().filter((one) => one.rounds !== null)
  const manifest = inRounds.find(({ id }) => id === system)
  usePlace(manifest?.menu ?? null)
  const asked = useCall(rounds, { query: { system, year, ofUnits: 'true' } })
  const [adding, setAdding] = useState(false)
  const actions = asked.data?.actions ?? []
  return (
    <>
      {manifest !== undefined && (
        <Crumbs
          label={t('所属')}
          crumbs={[{ href: link('/cases', { system, year }), name: t(manifest.title) }]}
        />
      )}
      <Page
        title={t('批次')}
        about={t('受理时间、名额和进展。批次按开设时的参数和规定一直办完。')}
        actions={
          offers(actions, 'open') && (
            <Action primary onClick={() => setAdding(true)} whyNot={whyNot(actions, 'open')}>
              {t('开设批次')}
            </Action>
          )
        }
      >
        <Answer asked={asked}>
          {(data) =>
            data.rounds.length === 0 ? (
              <Empty because={t('还没有批次。开设之后才受理申请。')} />
            ) : (
              data.rounds.map((round) => (
                <RoundView key={round.id} round={round} named={manifest === undefined} />
              ))
            )
          }
        </Answer>
        {adding && (
          <NewRound among={manifest === undefined ? inRounds : [manifest]} onClose={() => setAdding(false)} />
        )}
      </Page>
    </>
  )
}

/** One round; with its system's name where those of all systems stand together. */
function RoundView({ round, named }: { round: Round; named: boolean }) {
  const { word, tone } = STATES[round.state]
  const examined = useHas(round.system, ({ kind }) => kind === 'exam')
  const seated = useHas(round.system, ({ committee }) => committee !== null)
  const wide = seesRegion(useMe())
  const to = (more: Record<string, string>) =>
    link('/cases', { system: round.system, year: round.year, round: round.id, ...more })
  return (
    <Section title={round.title} aside={<Status tone={tone}>{t(word)}</Status>}>
      <p className="quiet round-dates">
        {named && (
          <a href={link('/rounds', { system: round.system, year: round.year })}>{t(round.systemTitle)}</a>
        )}
        {named && ' · '}
        {t('{from} 至 {until} 受理，依据 {document}', {
          from: round.opensOn,
          until: round.closesOn,
          document: round.document,
        })}
      </p>
      <PlainTable
        label={t('{title}的名额', { title: round.title })}
        rows={round.categories}
        keyOf={(row) => row.category}
        empty={t('没有分类别的名额。')}
        totalsWord={t('合计')}
        columns={placeColumns(round, to)}
      />
      {round.unitPlaces.length > 0 && <UnitPlaces round={round} to={to} />}
      <div className="round-papers">
        <PaperTable whose="round" id={round.id} />
      </div>
      <p className="round-links">
        <a href={link('/cases', { system: round.system, year: round.year, round: round.id })}>
          {t('办理这一批')}
        </a>{' '}
        {wide && (
          <a href={link(`/resources/archives/case/${round.id}`, { year: round.year })}>{t('批次档案')}</a>
        )}{' '}
        {seated && <a href={`/rounds/${round.id}/committee`}>{t('专家审查')}</a>}{' '}
        {examined && <a href={`/rounds/${round.id}/exams`}>{t('考试和证书')}</a>}{' '}
        {round.refused > 0 && (
          <a href={to({ ending: 'refused' })}>{t('未通过 {n} 件', { n: round.refused })}</a>
        )}{' '}
        {wide && <a href={link('/complaints', { round: round.id })}>{t('投诉举报')}</a>}
      </p>
    </Section>
  )
}

type To = (more: Record<string, string>) => string

/** How many each school may recommend, and who of it applies. */
function UnitPlaces({ round, to }: { round: Round; to: To }) {
  return (
    <details className="round-units">
      <summary>{t('各单位推荐名额（{n} 项）', { n: round.unitPlaces.length })}</summary>
      <PlainTable
        label={t('{title}的推荐名额', { title: round.title })}
        rows={round.unitPlaces}
        keyOf={(row) => `${row.unit.code} ${row.category}`}
        empty={t('没有分单位的名额。')}
        columns={[
          { key: 'unit', title: t('单位'), render: (row) => row.unit.name },
          { key: 'category', title: t('类别'), render: (row) => t(row.category) },
          { key: 'places', title: t('推荐名额'), numeric: true, render: (row) => row.places },
          {
            key: 'cases',
            title: t('申报'),
            render: (row) => <a href={to({ unit: row.unit.code, category: row.category })}>{t('看申报')}</a>,
          },
        ]}
      />
    </details>
  )
}

/** Whether a system has a stage of a kind, and the caller is who looks after it for the region. */
function useHas(system: string, such: (stage: StageManifest) => boolean): boolean {
  const wide = seesRegion(useMe())
  const stages = useCaseManifests().find(({ id }) => id === system)?.stages ?? []
  return wide && stages.some(such)
}

type Row = Round['categories'][number]

/** The columns of a round's places; those of the floor only where it has one. */
function placeColumns(round: Round, to: (more: Record<string, string>) => string): Column<Row>[] {
  const columns: Column<Row>[] = [
    { key: 'category', title: t('类别'), render: (row) => t(row.category) },
    {
      key: 'places',
      title: t('名额'),
      numeric: true,
      render: (row) => (row.places === null ? t('不限') : row.places),
    },
    {
      key: 'floor',
      title: t('其中留给{who}', { who: t(round.floorTitle ?? '特定人群') }),
      numeric: true,
      render: (row) => (row.floor === 0 ? t('不留') : row.floor),
    },
    {
      key: 'applied',
      title: t('申请'),
      numeric: true,
      render: (row) => <Num value={row.applied} href={to({ category: row.category })} />,
      total: <Num value={round.applied} href={to({})} />,
    },
    {
      key: 'granted',
      title: t('通过'),
      numeric: true,
      render: (row) => <Num value={row.granted} href={to({ category: row.category, ending: 'granted' })} />,
      total: <Num value={round.granted} href={to({ ending: 'granted' })} />,
    },
    {
      key: 'ofFloor',
      title: t('其中{who}', { who: t(round.floorTitle ?? '特定人群') }),
      numeric: true,
      render: (row) => (round.floorTitle === null ? '' : row.grantedOfFloor),
    },
  ]
  return columns.filter(({ key }) => round.floorTitle !== null || !key.toLowerCase().includes('floor'))
}
