import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type * as z from 'zod'
import { EVIDENCE, SOURCES, standardPage } from '#contract/standard.ts'
import type { IndicatorRow } from '#contract/standard.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useYear } from '../../lib/session.ts'
import { usePlace } from '../../lib/place.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Choose, FilterBar } from '../../ui/filters.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { EditStandard } from './edit-standard.tsx'

export type StandardData = z.output<NonNullable<typeof standardPage.reply>>

/** A standard in one of its versions. */
export function Screen() {
  usePlace('appraisals')
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { version } = useAddress()
  const asked = useCall(standardPage, {
    params: { id },
    query: { version: version === undefined ? undefined : Number(version) },
  })
  return <Answer asked={asked}>{(data) => <Standard data={data} />}</Answer>
}

function Standard({ data }: { data: StandardData }) {
  const { standard, versions } = data
  const year = useYear()
  const filter = useFilter()
  const [editing, setEditing] = useState(false)
  const newest = versions[0]?.version === standard.version
  return (
    <>
      <Crumbs label={t('所属')} crumbs={[{ href: link('/standards', { year }), name: t('评估标准') }]} />
      <Page
        title={standard.title}
        about={t('第 {n} 版，依据{document}；总分 {points}，共 {leaves} 项指标。', {
          n: standard.version,
          document: standard.document,
          points: standard.points,
          leaves: standard.leaves,
        })}
        actions={
          <Action
            onClick={() => setEditing(true)}
            whyNot={whyNot(data.actions, 'save') ?? (newest ? undefined : t('请在最新一版上改'))}
          >
            {t('出新版')}
          </Action>
        }
      >
        {editing && <EditStandard from={standard} onClose={() => setEditing(false)} />}
        <FilterBar label={t('版次')} actions={<PrintButton word={t('打印')} />}>
          <Choose
            label={t('版次')}
            value={String(standard.version)}
            choices={versions.map((one) => ({
              value: String(one.version),
              label: t('第 {n} 版（{document}）', { n: one.version, document: one.document }),
            }))}
            all={t('最新一版')}
            onChoose={(value) => filter({ version: value })}
          />
        </FilterBar>
        <Indicators rows={standard.indicators} />
        <Sources standard={standard} />
      </Page>
    </>
  )
}

function depthOf(row: IndicatorRow, rows: readonly IndicatorRow[]): number {
  const above = rows.find(({ id }) => id === row.parent)
  return above === undefined ? 0 : 1 + depthOf(above, rows)
}

function Indicators({ rows }: { rows: readonly IndicatorRow[] }) {
  return (
    <PlainTable
      label={t('指标')}
      rows={rows}
      keyOf={(row) => row.id}
      empty={t('没有指标。')}
      columns={[
        {
          key: 'id',
          title: t('编号'),
          lead: true,
          render: (row) => <span style={{ paddingLeft: 16 * depthOf(row, rows) }}>{row.id}</span>,
        },
        { key: 'title', title: t('指标'), width: 200, render: (row) => row.title },
        {
          key: 'points',
          title: t('分值'),
          numeric: true,
          render: (row) => (row.veto ? t('一票否决') : row.points),
        },
        {
          key: 'weight',
          title: t('权重'),
          numeric: true,
          render: (row) => (row.weight === null ? '' : `${row.weight}%`),
        },
        {
          key: 'evidence',
          title: t('佐证'),
          render: (row) => (row.evidence === 'none' ? '' : t(EVIDENCE[row.evidence])),
        },
        { key: 'says', title: t('评分要点'), render: (row) => row.says },
      ]}
    />
  )
}

function Sources({ standard }: { standard: StandardData['standard'] }) {
  return (
    <>
      <Section title={t('评价主体')}>
        <PlainTable
          label={t('评价主体')}
          rows={standard.sources}
          keyOf={(row) => row.id}
          empty={t('没有评价主体。')}
          columns={[
            { key: 'id', title: t('谁来评'), lead: true, render: (row) => t(SOURCES[row.id]) },
            {
              key: 'weight',
              title: t('权重'),
              numeric: true,
              render: (row) => (row.id === 'self' ? t('只作对照') : `${row.weight}%`),
            },
            { key: 'by', title: t('方式'), render: (row) => (row.by === 'judges' ? t('评分') : t('问卷')) },
            {
              key: 'drop',
              title: t('去最高最低'),
              render: (row) =>
                row.dropFrom === null ? t('不去') : t('满 {n} 人时各去一个', { n: row.dropFrom }),
            },
          ]}
        />
      </Section>
      <Section title={t('等次')}>
        <PlainTable
          label={t('等次')}
          rows={standard.bands}
          keyOf={(row) => row.id}
          empty={t('不分等次，只排名次。')}
          columns={[
            { key: 'title', title: t('等次'), lead: true, render: (row) => t(row.title) },
            { key: 'least', title: t('最低分'), numeric: true, render: (row) => row.least },
            {
              key: 'share',
              title: t('名额'),
              render: (row) =>
                row.share === null ? t('不限') : t('至多 {share}%，舍去小数', { share: row.share }),
            },
            {
              key: 'veto',
              title: t('有否决项时'),
              render: (row) => (row.despiteVeto ? t('仍可评') : t('不能评')),
            },
          ]}
        />
      </Section>
    </>
  )
}
