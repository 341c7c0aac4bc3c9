import { ALLOWANCE_STATES, allowanceSheet, titleSheet } from '#contract/title.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { allowanceList } from '#kernel/titles/allowances.ts'
import type { TitleDefinition } from '#kernel/titles/define.ts'
import { holdersOf } from '#kernel/titles/read.ts'
import { workbookReply } from './workbook-reply.ts'

const MOST = 1_000_000
const HEADS = [
  '姓名',
  '单位代码',
  '单位',
  '城乡',
  '称号',
  '级别',
  '命名日期',
  '到期日期',
  '最近考核',
  '提前终止',
  '应研究退出',
]

/** The holders that the page's filters find, whole. */
export function titleSheetHandler(definition: TitleDefinition): Handler {
  return handle(titleSheet, async (call) => {
    const { rows } = await holdersOf(call, definition, { ...call.query, offset: 0, limit: MOST })
    const cells = rows.map((row) => [
      row.person.name,
      row.unit?.code ?? '',
      row.unit?.name ?? '',
      row.urbanWord ?? '',
      row.title,
      row.levelWord,
      row.on,
      row.until ?? '',
      row.outcome === null ? '' : `${row.outcome.year} 年${row.outcome.band}`,
      row.why ?? '',
      row.doubt ?? '',
    ])
    const columns = HEADS.map((head) => ({ head, kind: 'text' as const }))
    return workbookReply('称号名册', [{ name: '称号', columns, rows: cells }])
  })
}

const text = (head: string) => ({ head, kind: 'text' }) as const
const ALLOWANCE_COLUMNS = [
  ...['姓名', '单位代码', '单位', '称号', '考核结果'].map(text),
  { head: '津贴（元）', kind: 'fixed' } as const,
  ...['状态', '为什么'].map(text),
]

/** Who is paid how much for a year, as the page's filters find it, to be signed and filed. */
export function allowanceSheetHandler(definition: TitleDefinition): Handler {
  return handle(allowanceSheet, async (call) => {
    const { year } = call.query
    const { rows } = await allowanceList(call, definition, { ...call.query, offset: 0, limit: MOST })
    const cells = rows.map((row) => [
      row.person.name,
      row.unit?.code ?? '',
      row.unit?.name ?? '',
      row.title,
      row.band ?? '',
      row.amount,
      ALLOWANCE_STATES[row.state],
      row.because,
    ])
    return workbookReply(`${year}年特殊津贴`, [{ name: '特殊津贴', columns: ALLOWANCE_COLUMNS, rows: cells }])
  })
}
