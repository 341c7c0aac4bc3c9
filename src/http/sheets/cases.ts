import { casesSheet, type CaseRow } from '#contract/case.ts'
import { handle, type Handler } from '#kernel/call.ts'
import type { CaseDefinition } from '#kernel/case/define.ts'
import { allCases } from '#kernel/case/list.ts'
import { Cases } from '#kernel/case/registry.ts'
import type { TableColumn } from '#workbook/write/table.ts'
import { workbookReply } from './workbook-reply.ts'

const COLUMNS: TableColumn[] = [
  { head: '受理编号', kind: 'text' },
  { head: '体系', kind: 'text' },
  { head: '批次', kind: 'text' },
  { head: '申请人', kind: 'text' },
  { head: '事由', kind: 'text' },
  { head: '单位代码', kind: 'text' },
  { head: '单位', kind: 'text' },
  { head: '类别', kind: 'text' },
  { head: '提交日期', kind: 'text' },
  { head: '状态', kind: 'text' },
  { head: '环节', kind: 'text' },
  { head: '待办理', kind: 'text' },
  { head: '期限', kind: 'text' },
  { head: '逾期', kind: 'text' },
  { head: '得分', kind: 'number' },
  { head: '编号', kind: 'text' },
]

/** The list of cases as the page shows it, whole, with how many there are. */
export function caseSheets(definitions: readonly CaseDefinition[]): Handler[] {
  const cases = new Cases(definitions)
  return [
    handle(casesSheet, async (call) => {
      const rows = await allCases(call, cases, call.query)
      const title =
        call.query.system === undefined ? '事项' : (cases.find(call.query.system)?.title ?? '事项')
      const total = ['合计', ...Array.from({ length: COLUMNS.length - 2 }, () => null), `${rows.length} 件`]
      return workbookReply(`${title}清单`, [
        { name: '事项', columns: COLUMNS, rows: [...rows.map(lineOf), total] },
      ])
    }),
  ]
}

function lineOf(row: CaseRow): (string | number | null)[] {
  return [
    row.number,
    row.systemTitle,
    row.round,
    row.name,
    row.heading,
    row.unit?.code ?? null,
    row.unit?.name ?? null,
    row.category,
    row.submitted,
    row.statusWord,
    row.stageTitle,
    row.waitsFor,
    row.due,
    row.late ? '是' : null,
    row.score,
    row.issued,
  ]
}
