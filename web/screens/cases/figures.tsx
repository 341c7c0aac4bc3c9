import { caseFigures } from '#contract/case-figures.ts'
import type { CaseManifest } from '#contract/case-manifest.ts'
import type * as z from 'zod'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useCaseManifest } from '../../lib/case-systems.ts'
import { usePlace } from '../../lib/place.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Figure, Num } from '../../ui/figure.tsx'
import { Choose } from '../../ui/filters.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'

type Figures = z.output<NonNullable<typeof caseFigures.reply>>
/** The list behind a number. */
type To = (more: Record<string, string | undefined>) => string

/** A system's numbers of a year; each opens to the list of its cases. */
export function Screen() {
  const year = useYear()
  const { system = '', unit } = useAddress()
  const filter = useFilter()
  const manifest = useCaseManifest(system)
  usePlace(manifest?.menu ?? 'today')
  const units = useUnitChoices(['cluster', 'school'])
  const asked = useCall(
    caseFigures,
    { params: { system }, query: { year, unit } },
    { enabled: system !== '' },
  )
  const to: To = (more) => link('/cases', { system, year, unit, ...more })
  return (
    <>
      <Crumbs label={t('所属')} crumbs={[{ href: to({}), name: t(manifest?.title ?? '事项') }]} />
      <Page
        title={t('{title}的数字', { title: t(manifest?.title ?? '事项') })}
        about={t('{year} 年受理的申请，每个数字点开就是那些事项。', { year })}
        actions={
          <Choose
            label={t('单位')}
            value={unit ?? ''}
            choices={units}
            all={t('全部单位')}
            onChoose={(v) => filter({ unit: v })}
          />
        }
      >
        <Answer asked={asked}>
          {(data) => (
            <>
              <Strip data={data} to={to} />
              <Section title={t('按{what}', { what: t(manifest?.category.title ?? '类别') })}>
                <ByCategory data={data} to={to} manifest={manifest} />
              </Section>
              <Section title={t('在哪里落选，为什么')}>
                <Reasons rows={data.reasons} to={to} />
              </Section>
            </>
          )}
        </Answer>
      </Page>
    </>
  )
}

function Strip({ data, to }: { data: Figures; to: To }) {
  const piece = t('件')
  return (
    <div className="figures case-numbers">
      <Figure
        title={t('申请')}
        value={data.applied}
        unit={piece}
        href={to({})}
        about={t('提交过的事项，草稿不算。')}
      />
      <Figure title={t('办理中')} value={data.open} unit={piece} href={to({ status: 'open' })} />
      <Figure title={t('待补正')} value={data.returned} unit={piece} href={to({ status: 'returned' })} />
      <Figure title={t('通过')} value={data.granted} unit={piece} href={to({ ending: 'granted' })} />
      <Figure title={t('未通过')} value={data.refused} unit={piece} href={to({ ending: 'refused' })} />
      <Figure title={t('撤回')} value={data.withdrawn} unit={piece} href={to({ ending: 'withdrawn' })} />
      <Figure title={t('逾期终止')} value={data.lapsed} unit={piece} href={to({ ending: 'lapsed' })} />
    </div>
  )
}

type ByCategoryProps = { data: Figures; to: To; manifest: CaseManifest | undefined }

function ByCategory({ data, to, manifest }: ByCategoryProps) {
  return (
    <PlainTable
      label={t('按{what}', { what: t(manifest?.category.title ?? '类别') })}
      rows={data.categories}
      keyOf={(row) => row.category}
      empty={t('还没有申请。')}
      totalsWord={t('合计')}
      columns={[
        { key: 'category', title: t(manifest?.category.title ?? '类别'), render: (row) => t(row.category) },
        {
          key: 'applied',
          title: t('申请'),
          numeric: true,
          render: (row) => <Num value={row.applied} href={to({ category: row.category })} />,
          total: <Num value={data.applied} href={to({})} />,
        },
        {
          key: 'granted',
          title: t(manifest?.endings.granted ?? '通过'),
          numeric: true,
          render: (row) => (
            <Num value={row.granted} href={to({ category: row.category, ending: 'granted' })} />
          ),
          total: <Num value={data.granted} href={to({ ending: 'granted' })} />,
        },
        {
          key: 'refused',
          title: t(manifest?.endings.refused ?? '未通过'),
          numeric: true,
          render: (row) => (
            <Num value={row.refused} href={to({ category: row.category, ending: 'refused' })} />
          ),
          total: <Num value={data.refused} href={to({ ending: 'refused' })} />,
        },
      ]}
    />
  )
}

function Reasons({ rows, to }: { rows: Figures['reasons']; to: To }) {
  return (
    <PlainTable
      label={t('落选原因')}
      rows={rows}
      keyOf={(row) => `${row.stage}|${row.because}`}
      empty={t('没有人落选。')}
      columns={[
        { key: 'stage', title: t('环节'), render: (row) => t(row.stageTitle) },
        {
          key: 'count',
          title: t('件数'),
          numeric: true,
          render: (row) => (
            <Num
              value={row.count}
              href={to({ ending: 'refused', refusedAt: row.stage, refusedBecause: row.because })}
            />
          ),
        },
        { key: 'because', title: t('原因'), long: true, render: (row) => t(row.because) },
      ]}
    />
  )
}
