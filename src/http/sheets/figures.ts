import { figureRecordsSheet, figuresSheet } from '#contract/statistics.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { figuresOf } from '#kernel/figures/read.ts'
import { recordsOf } from '#kernel/figures/records.ts'
import { workbookReply } from './workbook-reply.ts'

const COLUMNS = [
  { head: '指标', kind: 'text' },
  { head: '分组', kind: 'text' },
  { head: '项', kind: 'text' },
  { head: '数值', kind: 'number' },
  { head: '单位', kind: 'text' },
] as const

const MOST = 1_000_000

/** The figures of a unit and year, each with its parts below it; and the records behind one number. */
export const figureSheets: readonly Handler[] = [
  handle(figuresSheet, async (call) => {
    const { year, unit } = call.query
    const figures = await figuresOf(call, unit === undefined ? { year } : { year, unit })
    const rows = figures.flatMap((figure) => [
      [figure.title, '合计', '', figure.value, figure.unit],
      ...Object.entries(figure.by).flatMap(([dimension, keys]) =>
        Object.entries(keys).map(([key, value]) => [figure.title, dimension, key, value, figure.unit]),
      ),
    ])
    return workbookReply(`${year}年统计指标`, [{ name: '指标', columns: COLUMNS, rows }])
  }),
  handle(figureRecordsSheet, async (call) => {
    const list = await recordsOf(call, call.params.id, { ...call.query, offset: 0, limit: MOST })
    const columns = list.columns.map((column) => ({
      head: column.title,
      kind: column.numeric ? ('number' as const) : ('text' as const),
    }))
    return workbookReply(`${call.query.year}年${list.title}`, [
      { name: '记录', columns, rows: list.rows.map((row) => row.cells) },
    ])
  }),
]
