import { ROLES } from '#contract/vocabulary.ts'
import { link } from '../../lib/address.ts'
import { t } from '../../lib/t.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { Section } from '../../ui/page.tsx'
import type { ActivityData } from './activity.tsx'

/** Lecturers, team and organisers: recognised without checking in. */
export function Helpers({ data }: { data: ActivityData }) {
  const rows = data.roster.filter((row) => row.role !== 'trainee')
  if (rows.length === 0) return null
  return (
    <Section title={t('主讲、团队与组织')}>
      <p className="quiet">{t('不用签到，按全部学时认定。')}</p>
      <PlainTable
        label={t('主讲、团队与组织')}
        rows={rows}
        keyOf={(row) => `${row.p}-${row.role}`}
        empty=""
        columns={[
          {
            key: 'name',
            title: t('姓名'),
            render: (row) => <a href={link(`/people/${row.p}`)}>{row.name}</a>,
          },
          { key: 'unit', title: t('单位'), render: (row) => data.units[row.unit] ?? row.unit },
          { key: 'role', title: t('角色'), render: (row) => t(ROLES[row.role]) },
        ]}
      />
    </Section>
  )
}
