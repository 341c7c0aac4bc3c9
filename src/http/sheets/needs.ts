import { NEED_SOURCES, NEED_STATES, needsSheet } from '#contract/need.ts'
import { handle } from '#kernel/call.ts'
import { allNeeds } from '#kernel/need/list.ts'
import { workbookReply } from './workbook-reply.ts'

const COLUMNS = [
  '课程',
  '姓名',
  '单位代码',
  '单位',
  '来源',
  '原因',
  '登记日期',
  '状态',
  '通知的班',
  '通知日期',
  '结束日期',
  '结束原因',
  '办理人',
].map((head) => ({ head, kind: 'text' as const }))

/** The register of needs that the page's filters find, whole. */
export const needsSheetHandler = handle(needsSheet, async (call) => {
  const rows = (await allNeeds(call, call.query)).map((row) => [
    row.course,
    row.name,
    row.unit?.code ?? null,
    row.unit?.name ?? '社会申请人',
    NEED_SOURCES[row.source],
    row.because,
    row.since,
    NEED_STATES[row.state],
    row.told?.title ?? (row.reachable ? null : '没有账号，须电话通知'),
    row.told?.on ?? null,
    row.ended?.on ?? null,
    row.ended?.because ?? null,
    row.ended?.by ?? null,
  ])
  return workbookReply('补训需求', [{ name: '补训需求', columns: COLUMNS, rows }])
})
