import { link } from '../../lib/address.ts'
import { number, span } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { sumColumn } from '../../ui/table/sum-column.ts'
import { ActivityState } from './activity-state.tsx'
import type { ProgrammeData } from './programme.tsx'

type ActivityRow = ProgrammeData['activities'][number]

/** The activities of a programme, with totals. */
export function Activities({ data }: { data: ProgrammeData }) {
  return (
    <PlainTable
      label={t('活动')}
      rows={data.activities}
      keyOf={(row) => row.id}
      empty={t('还没有活动。用“新建活动”安排第一次。')}
      totalsWord={t('合计')}
      columns={[...whatAndWhen(data), ...howMany(data.activities)]}
    />
  )
}

function whatAndWhen({ phases, programme }: ProgrammeData): Column<ActivityRow>[] {
  const phase = new Map(phases.map((one) => [one.id, one.title]))
  return [
    {
      key: 'title',
      title: t('活动'),
      width: 220,
      render: (row) => <a href={link(`/activities/${row.id}`, { year: programme.year })}>{row.title}</a>,
    },
    {
      key: 'phase',
      title: t('阶段'),
      render: (row) => (row.phase === null ? '' : t(phase.get(row.phase) ?? row.phase)),
    },
    {
      key: 'when',
      title: t('时间'),
      width: 230,
      render: (row) => <span className="num">{span(row.startsAt, row.endsAt)}</span>,
    },
    { key: 'place', title: t('地点'), render: (row) => row.place?.name },
    { key: 'state', title: t('状态'), render: (row) => <ActivityState row={row} /> },
  ]
}

/** What was cancelled is listed and not counted. */
function howMany(rows: readonly ActivityRow[]): Column<ActivityRow>[] {
  const held = rows.filter((row) => row.state !== 'cancelled')
  return [
    sumColumn({ key: 'hours', title: t('学时'), pick: (row) => row.hours }, held),
    { key: 'slots', title: t('签到'), unit: t('场'), numeric: true, render: (row) => number(row.slots) },
    sumColumn({ key: 'enrolled', title: t('名单'), unit: t('人'), pick: (row) => row.enrolled }, held),
    sumColumn({ key: 'recognised', title: t('认定'), unit: t('人次'), pick: (row) => row.recognised }, held),
  ]
}

/** Who takes part, over all activities. */
export function Roster({ rows }: { rows: ProgrammeData['roster'] }) {
  return (
    <PlainTable
      label={t('人员')}
      rows={rows}
      keyOf={(row, i) => `${row.personId}-${i}`}
      empty={t('还没有人。名单在每次活动里添加。')}
      totalsWord={t('合计')}
      columns={[
        {
          key: 'name',
          title: t('姓名'),
          render: (row) => <a href={link(`/people/${row.personId}`)}>{row.name}</a>,
        },
        {
          key: 'unit',
          title: t('单位'),
          render: (row) => row.unit.name,
          total: t('{n} 行', { n: number(rows.length) }),
        },
        { key: 'role', title: t('角色'), render: (row) => t(row.roleWord) },
        {
          key: 'activities',
          title: t('参加'),
          unit: t('次'),
          numeric: true,
          render: (row) => number(row.activities),
        },
        {
          key: 'recognised',
          title: t('认定'),
          unit: t('次'),
          numeric: true,
          render: (row) => number(row.recognised),
        },
        { key: 'hours', title: t('学时'), numeric: true, render: (row) => number(row.hours) },
      ]}
    />
  )
}

/** What was handed in. */
export function Works({ rows }: { rows: ProgrammeData['works'] }) {
  return (
    <PlainTable
      label={t('作品')}
      rows={rows}
      keyOf={(row) => row.code}
      empty={t('还没有作品。')}
      columns={[
        { key: 'title', title: t('标题'), render: (row) => row.title },
        { key: 'kind', title: t('类型'), render: (row) => row.kind },
        { key: 'author', title: t('作者'), render: (row) => row.author },
        { key: 'on', title: t('日期'), render: (row) => <span className="num">{row.on}</span> },
        { key: 'code', title: t('作品编号'), render: (row) => row.code },
      ]}
    />
  )
}
