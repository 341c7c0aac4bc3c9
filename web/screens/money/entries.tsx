import { useState } from 'react'
import { fundEntries } from '#contract/money.ts'
import type { FundEntry } from '#contract/money.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useRows } from '../../lib/use-rows.ts'
import { Action } from '../../ui/action.tsx'
import { Chips, FilterBar, Segments } from '../../ui/filters.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { Table } from '../../ui/table/table.tsx'
import { EntryPanel } from './entry-panel.tsx'
import { NewEntry } from './new-entry.tsx'

type Props = {
  year: number
  unit: string | undefined
  /** Only those of one programme. */
  programme?: string
}

/** The vouchers, newest first; a row opens beside the list. */
export function Entries({ year, unit, programme }: Props) {
  const { direction, item } = useAddress()
  const filter = useFilter()
  const side = direction === 'in' || direction === 'out' ? direction : undefined
  const list = useRows(fundEntries, { query: { year, unit, programme, direction: side, item } })
  const [adding, setAdding] = useState(false)
  const [open, setOpen] = useState<string | null>(null)
  return (
    <>
      <FilterBar
        label={t('筛选凭证')}
        actions={
          <Action
            primary
            onClick={() => setAdding(true)}
            whyNot={whyNot(list.asked.data?.actions ?? [], 'enter')}
          >
            {t('登记一笔')}
          </Action>
        }
      >
        <Segments
          label={t('方向')}
          value={side ?? ''}
          choices={[
            { value: '', label: t('全部') },
            { value: 'in', label: t('收入') },
            { value: 'out', label: t('支出') },
          ]}
          onChoose={(next) => filter({ direction: next })}
        />
      </FilterBar>
      <Chips
        chips={item === undefined ? [] : [{ name: 'item', label: t('科目'), value: item }]}
        onRemove={(name) => filter({ [name]: undefined })}
        removeWord={t('去掉')}
      />
      <Answer asked={list.asked}>
        {(data) => (
          <Table
            label={t('凭证明细')}
            columns={columns(side === undefined ? undefined : number(data.amount))}
            count={data.total}
            rowAt={list.rowAt}
            onRange={list.onRange}
            keyOf={(row) => row.id}
            onOpen={(row) => setOpen(row.id)}
            chosen={open ?? undefined}
            totalsWord={t('合计')}
            empty={<p className="quiet">{t('没有符合条件的凭证。')}</p>}
          />
        )}
      </Answer>
      {open !== null && (
        <EntryPanel
          key={open}
          entry={found(list.rowAt, list.asked.data?.total ?? 0, open)}
          onClose={() => setOpen(null)}
        />
      )}
      {adding && <NewEntry year={year} unit={unit} programme={programme} onClose={() => setAdding(false)} />}
    </>
  )
}

function found(
  rowAt: (at: number) => FundEntry | undefined,
  total: number,
  id: string,
): FundEntry | undefined {
  for (let at = 0; at < total; at++) if (rowAt(at)?.id === id) return rowAt(at)
  return undefined
}

/** Income and spending are not added up together. */
function columns(total: string | undefined): Column<FundEntry>[] {
  return [
    { key: 'on', title: t('日期'), lead: true, render: (row) => row.on },
    { key: 'unit', title: t('单位'), render: (row) => row.unit.name },
    { key: 'direction', title: t('方向'), render: (row) => (row.direction === 'in' ? t('收入') : t('支出')) },
    { key: 'item', title: t('科目'), render: (row) => row.item },
    {
      key: 'amount',
      title: t('金额'),
      unit: t('元'),
      numeric: true,
      render: (row) => number(row.amount),
      total,
    },
    { key: 'voucher', title: t('凭证号'), render: (row) => row.voucher ?? '—' },
    {
      key: 'programme',
      title: t('项目'),
      minor: true,
      render: (row) =>
        row.programme === null ? (
          '—'
        ) : (
          <a href={link(`/programmes/${row.programme.id}`)}>{row.programme.title}</a>
        ),
    },
    {
      key: 'scans',
      title: t('扫描件'),
      unit: t('份'),
      numeric: true,
      minor: true,
      render: (row) => number(row.scans.length),
    },
  ]
}
