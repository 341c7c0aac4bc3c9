import { useState } from 'react'
import { receipts } from '#contract/message.ts'
import { Answer } from '../../lib/answer.tsx'
import { moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useRows } from '../../lib/use-rows.ts'
import { FilterBar, Segments } from '../../ui/filters.tsx'
import { Status } from '../../ui/states.tsx'
import { Table } from '../../ui/table/table.tsx'

/** Who has read a notice and who has not, unit by unit. */
export function Receipts({ id }: { id: string }) {
  const [read, setRead] = useState('')
  const list = useRows(receipts, { params: { id }, query: { read } })
  return (
    <>
      <FilterBar label={t('筛选回执')}>
        <Segments
          label={t('是否已读')}
          value={read}
          choices={[
            { value: '', label: t('全部') },
            { value: 'no', label: t('未读') },
            { value: 'yes', label: t('已读') },
          ]}
          onChoose={setRead}
        />
      </FilterBar>
      <Answer asked={list.asked}>
        {(data) => (
          <Table
            label={t('回执')}
            columns={[
              { key: 'name', title: t('姓名'), lead: true, render: (row) => row.name },
              { key: 'unit', title: t('单位'), render: (row) => row.unit ?? '—' },
              {
                key: 'read',
                title: t('回执'),
                render: (row) =>
                  row.readAt === null ? (
                    <Status tone="warn">{t('未读')}</Status>
                  ) : (
                    <Status tone="good">{moment(row.readAt)}</Status>
                  ),
              },
            ]}
            count={data.total}
            rowAt={list.rowAt}
            onRange={list.onRange}
            keyOf={(row) => `${row.unit} ${row.name} ${row.readAt}`}
            place={`receipts ${id} ${read}`}
            empty={<p className="quiet">{t('没有这样的收件人。')}</p>}
          />
        )}
      </Answer>
    </>
  )
}
