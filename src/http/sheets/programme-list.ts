import { programmesSheet } from '#contract/programme.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { listProgrammes } from '#kernel/programme/programmes/list.ts'
import type { Systems } from '#kernel/programme/registry.ts'
import type { TableColumn } from '#workbook/write/table.ts'
import { workbookReply } from './workbook-reply.ts'

const COLUMNS: TableColumn[] = [
  { head: '项目编号', kind: 'text' },
  { head: '项目名称', kind: 'text' },
  { head: '体系', kind: 'text' },
  { head: '级别', kind: 'text' },
  { head: '年度', kind: 'number' },
  { head: '承办单位代码', kind: 'text' },
  { head: '承办单位', kind: 'text' },
  { head: '开始日期', kind: 'text' },
  { head: '结束日期', kind: 'text' },
  { head: '计划人数', kind: 'number' },
  { head: '预算元', kind: 'fixed' },
  { head: '学分类别', kind: 'text' },
  { head: '班次', kind: 'number' },
  { head: '名单人次', kind: 'number' },
  { head: '认定人次', kind: 'number' },
]

/** The list of programmes as the page shows it, whole and with its totals. */
export function programmeListSheet(systems: Systems): Handler {
  return handle(programmesSheet, async (call) => {
    const whole = { ...call.query, offset: 0, limit: Number.MAX_SAFE_INTEGER }
    const { rows, totals } = await listProgrammes(call, systems, whole)
    const lines = rows.map((row) => [
      row.code,
      row.title,
      row.systemTitle,
      row.levelWord,
      row.year,
      row.organiser.code,
      row.organiser.name,
      row.startsOn,
      row.endsOn,
      row.places,
      row.budget,
      row.category,
      row.activities,
      row.enrolled,
      row.recognised,
    ])
    const total = [
      '合计',
      ...Array.from({ length: 11 }, () => null),
      totals.activities,
      totals.enrolled,
      totals.recognised,
    ]
    return workbookReply(`${call.query.year}年项目一览`, [
      { name: '项目', columns: COLUMNS, rows: [...lines, total] },
    ])
  })
}
