import { topicSheet } from '#contract/topic-lineage.ts'
import { handle } from '#kernel/call.ts'
import { lineageRows } from '#kernel/topic/lineage.ts'
import { workbookReply } from './workbook-reply.ts'

const HEADS = [
  '单位代码',
  '单位',
  '学科',
  '教师',
  '问题',
  '教研组专题',
  '学校主题',
  '学区主题',
  '区域核心主题',
  '暂不采用的原因',
]

/** Every problem of a round with the themes it went into. */
export const topicSheetHandler = handle(topicSheet, async (call) => {
  const { title, rows } = await lineageRows(call, call.params.id)
  const columns = HEADS.map((head) => ({ head, kind: 'text' }) as const)
  return workbookReply(`${title}问题与主题对照表`, [{ name: '对照表', columns, rows }])
})
