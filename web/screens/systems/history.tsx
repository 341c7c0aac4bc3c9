import { fullMoment, moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { toTyped } from './param-values.ts'
import type { Data } from './system.tsx'

/** Who set which numbers when, on which document, and what that changed. */
export function History({ data }: { data: Data }) {
  return (
    <PlainTable
      label={t('历次改动')}
      rows={data.history}
      keyOf={(row) => row.at}
      empty={t('还没有人改过，各年都用默认值。')}
      columns={[
        { key: 'year', title: t('年度'), numeric: true, render: (row) => row.year },
        {
          key: 'changes',
          title: t('改动'),
          long: true,
          render: (row) => row.changes.map(changeWords).join('；') || t('数值未变，换了依据'),
        },
        { key: 'document', title: t('文号'), render: (row) => row.document },
        { key: 'by', title: t('改动人'), render: (row) => row.by },
        {
          key: 'at',
          title: t('时间'),
          render: (row) => (
            <time dateTime={row.at} title={fullMoment(row.at)}>
              {moment(row.at)}
            </time>
          ),
        },
      ]}
    />
  )
}

function changeWords({ about, from, to }: Data['history'][number]['changes'][number]): string {
  return t('{about}：{from} → {to}', { about: t(about), from: toTyped(from), to: toTyped(to) })
}
