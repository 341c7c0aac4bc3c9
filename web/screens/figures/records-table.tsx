import { figureRecords } from '#contract/statistics.ts'
import type * as z from 'zod'
import type { FigureRef } from '#contract/figures.ts'
import type { Me } from '#contract/session.ts'
import { link } from '../../lib/address.ts'
import { number } from '../../lib/format.ts'
import { opensUnit, useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useRows } from '../../lib/use-rows.ts'
import type { Column } from '../../ui/table/columns.ts'
import { Table } from '../../ui/table/table.tsx'
import { Empty } from '../../ui/states.tsx'

export type RecordsData = z.output<NonNullable<typeof figureRecords.reply>>
type Row = RecordsData['rows'][number]

/** The route's input for a number. */
export function recordsInput(ref: FigureRef): { params: { id: string }; query: Record<string, unknown> } {
  const { figure, unit, year, dimension, key } = ref
  return { params: { id: figure }, query: { year, unit: unit === '' ? undefined : unit, dimension, key } }
}

/** The records behind a number, asked for as they come into sight. */
export function useRecords(ref: FigureRef) {
  return useRows(figureRecords, recordsInput(ref))
}

/** The records as a list; each opens to the person, the activity, the programme or the unit it speaks of. */
export function RecordsTable({
  data,
  list,
  place,
}: {
  data: RecordsData
  list: ReturnType<typeof useRecords>
  place: string
}) {
  const columns: Column<[number, Row]>[] = data.columns.map((column, i) => ({
    key: column.key,
    title: t(column.title),
    numeric: column.numeric,
    total: i === 0 ? t('共 {n} 条', { n: number(data.total) }) : undefined,
    render: ([, row]) => (
      <RecordCell row={row} column={column.title} value={row.cells[i] ?? null} first={i === 0} />
    ),
  }))
  return (
    <Table
      label={data.title}
      columns={columns}
      count={data.total}
      rowAt={(index) => {
        const row = list.rowAt(index)
        return row === undefined ? undefined : ([index, row] as [number, Row])
      }}
      onRange={list.onRange}
      keyOf={([index]) => String(index)}
      totalsWord={t('合计')}
      place={place}
      empty={<Empty because={t('没有记录：这个数字是 0。')} />}
    />
  )
}

type CellProps = { row: Row; column: string; value: string | number | null; first: boolean }

function RecordCell({ row, column, value, first }: CellProps) {
  const me = useMe()
  const text = typeof value === 'number' ? number(value) : (value ?? '')
  const href = hrefOf(me, row, column, first)
  return href === undefined ? (
    <span className={typeof value === 'number' ? 'num' : undefined}>{text}</span>
  ) : (
    <a href={href}>{text}</a>
  )
}

/** Where a cell leads: the column that names the thing, or the first where none does. */
function hrefOf(me: Me, row: Row, column: string, first: boolean): string | undefined {
  const targets: [readonly string[], string | null][] = [
    [['姓名', '教师', '作者', '师傅', '徒弟'], row.personId && `/people/${row.personId}`],
    [['活动'], row.activityId && `/activities/${row.activityId}`],
    [['项目'], row.programmeId && `/programmes/${row.programmeId}`],
    [
      ['单位', '学校'],
      row.unitCode !== null && opensUnit(me, row.unitCode) ? `/network/${row.unitCode}` : null,
    ],
  ]
  const named = targets.find(
    ([words, path]) => words.some((word) => column.includes(word)) && path !== null && path !== '',
  )
  const path = named?.[1] ?? (first ? targets.find(([, one]) => one !== null && one !== '')?.[1] : undefined)
  return path === undefined || path === null || path === '' ? undefined : link(path)
}
