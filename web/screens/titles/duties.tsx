import { titleDuties, titleRounds } from '#contract/title.ts'
import type { DutyHolder, DutyRow } from '#contract/title.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { useRows } from '../../lib/use-rows.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { Choose, FilterBar, Segments } from '../../ui/filters.tsx'
import { Empty, Loading } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { Table } from '../../ui/table/table.tsx'

/** What the holders of a title owe in a year, and how much of it the records show. */
export function Duties({ year }: { year: number }) {
  const { title: asked } = useAddress()
  const rounds = useCall(titleRounds, { query: { year } })
  const held = (rounds.data?.rows ?? []).filter(({ holders }) => holders > 0)
  const title = held.find((one) => one.title === asked)?.title ?? held[0]?.title
  if (rounds.data === undefined) return <Loading words={t('正在读取')} />
  if (title === undefined) {
    return <Empty because={t('{year} 年没有在任期内的称号，没有要履行的职责。', { year })} />
  }
  return <DutiesOf year={year} title={title} choices={held.map((one) => one.title)} />
}

type Props = { year: number; title: string; choices: readonly string[] }

function DutiesOf({ year, title, choices }: Props) {
  const { owing, unit } = useAddress()
  const filter = useFilter()
  const units = useUnitChoices(['cluster', 'school'])
  const list = useRows(titleDuties, { query: { year, title, unit, owing } })
  const first = list.asked.data?.rows[0]
  return (
    <>
      <p className="prose titles-about">
        {t('职责从活动、结对和作品的记录中计数，不用另外填报；持有人在手机“我的称号”里看得到自己还差多少。')}
      </p>
      <FilterBar label={t('筛选职责')}>
        <Segments
          label={t('称号')}
          value={title}
          choices={choices.map((one) => ({ value: one, label: t(one) }))}
          onChoose={(next) => filter({ title: next })}
        />
        <Choose
          label={t('完成情况')}
          value={owing ?? ''}
          choices={[
            { value: 'yes', label: t('还有未完成的 {n} 人', { n: number(list.asked.data?.owing ?? 0) }) },
          ]}
          all={t('全部持有人')}
          onChoose={(next) => filter({ owing: next })}
        />
        <Choose
          label={t('单位')}
          value={unit ?? ''}
          choices={units}
          all={t('全部单位')}
          onChoose={(next) => filter({ unit: next })}
        />
      </FilterBar>
      <Answer asked={list.asked}>
        {(data) => (
          <Table
            label={t('年度职责')}
            columns={columns(first?.duties ?? [])}
            count={data.total}
            rowAt={list.rowAt}
            onRange={list.onRange}
            keyOf={(row) => row.id}
            place={`duties ${title} ${owing} ${unit}`}
            empty={<Empty because={t('没有还差职责的持有人。')} />}
          />
        )}
      </Answer>
    </>
  )
}

function columns(duties: readonly DutyRow[]): Column<DutyHolder>[] {
  return [
    {
      key: 'name',
      title: t('姓名'),
      lead: true,
      render: (row) => <a href={link(`/people/${row.person.id}`)}>{row.person.name}</a>,
    },
    { key: 'unit', title: t('单位'), render: (row) => row.unit?.name ?? '' },
    ...duties.map((duty): Column<DutyHolder> => ({
      key: duty.id,
      title: t(duty.title),
      unit: t(duty.unit),
      numeric: true,
      render: (row) => <Done duty={row.duties.find(({ id }) => id === duty.id)} />,
    })),
    {
      key: 'outcome',
      title: t('考核结果'),
      minor: true,
      render: (row) =>
        row.outcome === null ? (
          '—'
        ) : (
          <a href={link(`/appraisal-targets/${row.outcome.target}`, { part: 'result' })}>
            {t(row.outcome.band)}
          </a>
        ),
    },
  ]
}

function Done({ duty }: { duty: DutyRow | undefined }) {
  if (duty === undefined) return '—'
  const words = `${number(duty.have)} / ${number(duty.need)}`
  if (duty.have >= duty.need) return words
  return (
    <span className="titles-owed">
      {words} <span className="titles-gap">{t('差 {n}', { n: number(duty.need - duty.have) })}</span>
    </span>
  )
}
