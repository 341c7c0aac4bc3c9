import { QUESTION_KINDS, questionnaireSheet, type Counted } from '#contract/questionnaire.ts'
import { handle } from '#kernel/call.ts'
import { shareOf } from '#kernel/appraisal/questionnaires/count.ts'
import { namedAnswers, resultsOf } from '#kernel/appraisal/questionnaires/read.ts'
import type { TableColumn, TableValue } from '#workbook/write/table.ts'
import { workbookReply } from './workbook-reply.ts'

const COLUMNS: TableColumn[] = [
  { head: '题号', kind: 'number' },
  { head: '题目', kind: 'text' },
  { head: '题型', kind: 'text' },
  { head: '选项', kind: 'text' },
  { head: '份数', kind: 'number' },
  { head: '占收回份数%', kind: 'number' },
  { head: '平均分', kind: 'fixed' },
]
const TEXTS: TableColumn[] = [
  { head: '题号', kind: 'number' },
  { head: '题目', kind: 'text' },
  { head: '回答', kind: 'text' },
]

const NAMED: TableColumn[] = [
  { head: '姓名', kind: 'text' },
  { head: '题号', kind: 'number' },
  { head: '题目', kind: 'text' },
  { head: '回答', kind: 'text' },
]

/** The results as an office files them: the counts, and the answers in words in no order; with names, who said what. */
export const questionnaireBook = handle(questionnaireSheet, async (call) => {
  const { title, received, because, results } = await resultsOf(call, call.params.id)
  const rows = results.flatMap((one) => linesOf(one, received))
  const note: TableValue[][] = because === null ? [] : [[null, because, null, null, null, null, null]]
  const words = results.flatMap((one) => one.texts.map((text) => [one.position, one.says, text]))
  const named = await namedAnswers(call, call.params.id)
  const sheets = named.map(({ name, position, says, answer }) => [name, position, says, answer])
  return workbookReply(`${title} 结果`, [
    { name: '统计', columns: COLUMNS, rows: [...rows, ...note] },
    { name: '简答', columns: TEXTS, rows: words },
    ...(sheets.length > 0 ? [{ name: '逐人', columns: NAMED, rows: sheets }] : []),
  ])
})

function linesOf(
  { position, says, kind, choices, mean, answered }: Counted,
  received: number,
): TableValue[][] {
  if (kind === 'text') return [[position, says, QUESTION_KINDS[kind], null, answered, null, null]]
  return choices.map((choice, at) => [
    position,
    says,
    QUESTION_KINDS[kind],
    choice.says,
    choice.sheets,
    shareOf(choice.sheets, received),
    at === 0 ? mean : null,
  ])
}
