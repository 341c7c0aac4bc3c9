import { moneySheet } from '#contract/money.ts'
import { handle } from '#kernel/call.ts'
import { entriesOf } from '#kernel/money/entries.ts'
import { moneyOverview } from '#kernel/money/overview.ts'
import { moneyScope } from '#kernel/money/units.ts'
import { workbookReply } from './workbook-reply.ts'

const text = (head: string) => ({ head, kind: 'text' }) as const
const fixed = (head: string) => ({ head, kind: 'fixed' }) as const
const MOST = 1_000_000

/** The year's money: budgets against spending, units, and every voucher. */
export const moneySheetHandler = handle(moneySheet, async (call) => {
  const overview = await moneyOverview(call, call.query)
  const { rows } = await entriesOf(call, await moneyScope(call, call.query.year, call.query.unit), {
    offset: 0,
    limit: MOST,
  })
  return workbookReply(`${overview.year}年${overview.unit.name}培训经费`, [
    {
      name: '项目预算执行',
      columns: [...['项目编号', '项目', '承办单位'].map(text), ...['预算', '支出'].map(fixed), text('提示')],
      rows: overview.programmes.map((one) => [
        one.code,
        one.title,
        one.organiser.name,
        one.budget,
        one.spent,
        one.findings.join(' '),
      ]),
    },
    {
      name: '各单位收支',
      columns: [...['单位代码', '单位'].map(text), ...['收入', '支出'].map(fixed)],
      rows: overview.units.map((one) => [one.unit.code, one.unit.name, one.in, one.out]),
    },
    {
      name: '凭证明细',
      columns: [
        ...['日期', '单位', '方向', '科目'].map(text),
        fixed('金额'),
        ...['凭证号', '项目', '收款人', '摘要'].map(text),
      ],
      rows: rows.map((row) => [
        row.on,
        row.unit.name,
        row.direction === 'in' ? '收入' : '支出',
        row.item,
        row.amount,
        row.voucher ?? '',
        row.programme?.title ?? '',
        row.payee ?? '',
        row.memo ?? '',
      ]),
    },
  ])
})
