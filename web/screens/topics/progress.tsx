import { TOPIC_LEVELS } from '#contract/topic.ts'
import type { TopicProgressRow } from '#contract/topic.ts'
import { link } from '../../lib/address.ts'
import { number, percent } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'

/** Unit by unit: how many have stated something, what was distilled, what lies undecided. A row leads to its table. */
export function Progress({ id, rows }: { id: string; rows: readonly TopicProgressRow[] }) {
  return (
    <PlainTable
      label={t('各单位进展')}
      rows={rows}
      columns={columns(id)}
      keyOf={(row) => `${row.level} ${row.unit.code}`}
      empty={t('您的范围内没有单位。')}
    />
  )
}

function columns(id: string): Column<TopicProgressRow>[] {
  return [
    {
      key: 'unit',
      title: t('单位'),
      lead: true,
      render: (row) => (
        <a href={link(`/topics/${id}/board`, { level: row.level, unit: row.unit.code })}>{row.unit.name}</a>
      ),
    },
    { key: 'level', title: t('层级'), render: (row) => t(TOPIC_LEVELS[row.level]) },
    {
      key: 'stated',
      title: t('已提问题'),
      unit: t('人'),
      numeric: true,
      render: (row) => number(row.stated),
    },
    {
      key: 'teachers',
      title: t('教师'),
      unit: t('人'),
      numeric: true,
      render: (row) => number(row.teachers),
    },
    { key: 'share', title: t('参与率'), numeric: true, render: (row) => percent(row.stated, row.teachers) },
    {
      key: 'problems',
      title: t('问题'),
      unit: t('个'),
      numeric: true,
      render: (row) => number(row.problems),
    },
    { key: 'themes', title: t('主题'), unit: t('个'), numeric: true, render: (row) => number(row.themes) },
    { key: 'open', title: t('待提炼'), unit: t('条'), numeric: true, render: (row) => number(row.open) },
    { key: 'state', title: t('状态'), render: stateOf },
  ]
}

function stateOf(row: TopicProgressRow) {
  if (row.problems === 0) return <Status tone="warn">{t('还没有问题')}</Status>
  if (row.open > 0) return <Status tone="calm">{t('待提炼')}</Status>
  return row.themes > 0 ? (
    <Status tone="good">{t('已提炼')}</Status>
  ) : (
    <Status tone="calm">{t('等下级')}</Status>
  )
}
