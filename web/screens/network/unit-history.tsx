import { dayText } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { UnitLink } from '../../lib/unit-link.tsx'
import { Section } from '../../ui/page.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { UnitData } from './unit.tsx'

/** What held when: names, superiors, classes; and the units that were merged into it. */
export function UnitHistory({ data }: { data: UnitData }) {
  const year = useYear()
  return (
    <Section title={t('沿革')}>
      {data.merged.length > 0 && (
        <p>
          {t('并入本单位的学校：')}
          {data.merged.map((unit) => (
            <span key={unit.code} className="nowrap">
              <UnitLink unit={unit} year={year} /> {t('（{day} 撤并）', { day: unit.closed })}{' '}
            </span>
          ))}
        </p>
      )}
      <PlainTable
        label={t('沿革')}
        rows={data.history}
        keyOf={(row, i) => `${row.from ?? ''}-${i}`}
        empty={t('还没有记载。')}
        columns={historyColumns()}
      />
    </Section>
  )
}

function historyColumns(): Column<UnitData['history'][number]>[] {
  return [
    { key: 'name', title: t('名称'), render: (row) => row.name },
    { key: 'from', title: t('起'), render: (row) => dayText(row.from) },
    { key: 'until', title: t('止'), render: (row) => row.until ?? t('今') },
    { key: 'parent', title: t('上级'), render: (row) => row.parent?.name },
    { key: 'kind', title: t('办学类型'), render: (row) => row.kindWord },
    { key: 'urban', title: t('城乡'), render: (row) => row.urbanWord },
    { key: 'document', title: t('文号'), render: (row) => row.document },
  ]
}
