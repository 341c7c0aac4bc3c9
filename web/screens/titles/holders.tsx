import { TITLE_STATES, titleHolders, titlesOverview, titleStates } from '#contract/title.ts'
import type { TitleRow, TitleState } from '#contract/title.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { useRows } from '../../lib/use-rows.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { ActionLink } from '../../ui/action.tsx'
import { Chips, Choose, FilterBar, SearchInput, Segments } from '../../ui/filters.tsx'
import { Empty, Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { Table } from '../../ui/table/table.tsx'
import { AsOf } from './as-of.tsx'
import { useDay } from './day.ts'
import { Exit } from './exit.tsx'
import { Pyramid } from './pyramid.tsx'

const EMPTY: Record<TitleState, string> = {
  'in-force': '没有在任期内的称号。可以导入工作簿的“称号”表，或由评选命名。',
  ending: '60 天内没有到期的称号。',
  doubtful: '没有考核不合格或已不在本区域任职的持有人。',
  ended: '没有提前终止的称号。',
}

/** The pyramid, and the people behind each of its numbers: in force, ending soon, to be ended, ended early. */
export function Holders({ year }: { year: number }) {
  const { state: asked, title, tier, rural, unit, q, on: chosen } = useAddress()
  const filter = useFilter()
  const on = useDay(year)
  const state = titleStates.find((one) => one === asked) ?? 'in-force'
  const units = useUnitChoices(['cluster', 'school'])
  const overview = useCall(titlesOverview, { query: { on } })
  const list = useRows(titleHolders, { query: { on, state, title, tier, rural, unit, q } })
  const whyNoExit = whyNot(overview.data?.actions ?? [], 'exit')
  const tierTitle = overview.data?.tiers.find(({ id }) => id === tier)?.title
  return (
    <>
      <Answer asked={overview}>
        {(data) => (
          <>
            <AsOf overview={data} year={year} />
            <Pyramid overview={data} of={{ year, on: chosen }} />
          </>
        )}
      </Answer>
      <FilterBar label={t('筛选称号名册')}>
        <Segments
          label={t('状态')}
          value={state}
          choices={titleStates.map((one) => ({
            value: one,
            label: `${t(TITLE_STATES[one])} ${overview.data === undefined ? '' : number(overview.data.states[one])}`,
          }))}
          onChoose={(next) => filter({ state: next === 'in-force' ? undefined : next })}
        />
        <SearchInput
          label={t('查找')}
          value={q ?? ''}
          placeholder={t('姓名或拼音首字母')}
          onSearch={(next) => filter({ q: next }, 'replace')}
        />
        <Choose
          label={t('称号')}
          value={title ?? ''}
          choices={(list.asked.data?.titles ?? []).map((one) => ({ value: one, label: t(one) }))}
          all={t('全部称号')}
          onChoose={(next) => filter({ title: next, tier: undefined })}
        />
        <Choose
          label={t('单位')}
          value={unit ?? ''}
          choices={units}
          all={t('全部单位')}
          onChoose={(next) => filter({ unit: next })}
        />
      </FilterBar>
      <Chips
        removeWord={t('去掉筛选')}
        onRemove={(name) => filter({ [name]: undefined })}
        chips={[
          ...(tierTitle === undefined ? [] : [{ name: 'tier', label: t('层'), value: t(tierTitle) }]),
          ...(rural === undefined ? [] : [{ name: 'rural', label: t('城乡'), value: t('乡村') }]),
        ]}
      />
      {state === 'doubtful' && (
        <p className="quiet titles-about">
          {t('由学校或中心提出退出，听取本人意见后研究决定。')}{' '}
          <ActionLink href={link('/cases', { system: 'title-exit' })}>{t('去办称号退出')}</ActionLink>
        </p>
      )}
      {state === 'ending' && (
        <p className="quiet titles-about">
          {t('到期的称号自然终止；要续的，组织新一轮评选。')}{' '}
          <ActionLink href={link('/rounds', { system: 'teacher-honour' })}>{t('看评选批次')}</ActionLink>
        </p>
      )}
      <Answer asked={list.asked}>
        {(data) => (
          <Table
            label={t('称号名册')}
            columns={columns(state, { exitBy: data.exitBy, whyNot: whyNoExit })}
            count={data.total}
            rowAt={list.rowAt}
            onRange={list.onRange}
            keyOf={(row) => row.id}
            place={`titles ${on} ${state} ${title} ${tier} ${rural} ${unit} ${q}`}
            empty={<Empty because={t(EMPTY[state])} />}
          />
        )}
      </Answer>
    </>
  )
}

type Ending = { exitBy: string; whyNot: string | undefined }

function columns(state: TitleState, ending: Ending): Column<TitleRow>[] {
  return [
    {
      key: 'name',
      title: t('姓名'),
      lead: true,
      render: (row) => <a href={link(`/people/${row.person.id}`)}>{row.person.name}</a>,
    },
    { key: 'unit', title: t('单位'), render: (row) => row.unit?.name ?? t('不在本区域任职') },
    { key: 'urban', title: t('城乡'), minor: true, render: (row) => t(row.urbanWord ?? '—') },
    { key: 'title', title: t('称号'), render: (row) => t(row.title) },
    { key: 'level', title: t('级别'), minor: true, render: (row) => t(row.levelWord) },
    { key: 'on', title: t('命名'), minor: true, render: (row) => row.on },
    { key: 'until', title: t('到期'), render: (row) => row.until ?? t('长期') },
    { key: 'outcome', title: t('最近考核'), minor: true, render: (row) => <OutcomeLink row={row} /> },
    ...(state === 'doubtful'
      ? [
          {
            key: 'doubt',
            title: t('为什么'),
            render: (row: TitleRow) => <Status tone="late">{t(row.doubt ?? '')}</Status>,
          },
          { key: 'exit', title: t('办理'), render: (row: TitleRow) => <Exit row={row} {...ending} /> },
        ]
      : []),
    ...(state === 'ended'
      ? [{ key: 'why', title: t('为什么'), render: (row: TitleRow) => t(row.why ?? '') }]
      : []),
  ]
}

function OutcomeLink({ row: { outcome } }: { row: Pick<TitleRow, 'outcome'> }) {
  if (outcome === null) return '—'
  return (
    <a href={link(`/appraisal-targets/${outcome.target}`, { part: 'result' })}>
      {t('{year} 年{band}', { year: outcome.year, band: t(outcome.band) })}
    </a>
  )
}
