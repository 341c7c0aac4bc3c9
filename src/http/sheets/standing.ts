import { standingSheet } from '#contract/credit.ts'
import { handle } from '#kernel/call.ts'
import { standingRows } from '#kernel/credit/read.ts'
import { narrowed } from '#kernel/credit/table.ts'
import { askedUnit } from '#kernel/figures/scope.ts'
import { workbookReply } from './workbook-reply.ts'

/** Who stands how in a year, or who is short: as the page lists them, whole. */
export const standingSheetHandler = handle(standingSheet, async (call) => {
  const { year, unit, short } = call.query
  const { units } = await askedUnit(call, year, unit)
  const { policy, rows } = await standingRows(call, year, units)
  const categories = policy.map((rule) => rule.category)
  const text = (head: string) => ({ head, kind: 'text' }) as const
  const fixed = (head: string) => ({ head, kind: 'fixed' }) as const
  const columns = [
    ...['身份证件号', '姓名', '单位代码', '单位'].map(text),
    ...categories.map(fixed),
    fixed('合计'),
    text('达标'),
    ...categories.map((category) => fixed(`${category}差额`)),
  ]
  const lines = narrowed(rows, categories, short).map((row) => [
    row.identityNumber,
    row.name,
    row.unitCode,
    row.unitName,
    ...row.credits,
    row.total,
    row.meets ? '是' : '否',
    ...row.gaps,
  ])
  return workbookReply(`${year}年学分达标名单`, [{ name: '达标情况', columns, rows: lines }])
})
