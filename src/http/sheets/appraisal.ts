import { appraisalBook, type ResultRow } from '#contract/appraisal.ts'
import { SOURCES } from '#contract/standard.ts'
import { handle } from '#kernel/call.ts'
import { resultsOf } from '#kernel/appraisal/rounds/results.ts'
import type { TableColumn, TableValue } from '#workbook/write/table.ts'
import { workbookReply } from './workbook-reply.ts'

const text = (head: string): TableColumn => ({ head, kind: 'text' })
const number = (head: string): TableColumn => ({ head, kind: 'number' })

/** The results of a round: one sheet as they are published, one with every score and what was left out of it. */
export const appraisalBookHandler = handle(appraisalBook, async (call) => {
  const { title, rows } = await resultsOf(call, call.params.id)
  const sources = rows[0]?.parts.map(({ source }) => SOURCES[source]) ?? []
  const columns = [
    number('名次'),
    number('盲号'),
    text('对象'),
    text('单位'),
    ...sources.map(number),
    number('得分'),
    text('等次'),
    text('说明'),
  ]
  const scores = [
    number('盲号'),
    text('对象'),
    text('评价主体'),
    text('评委'),
    number('得分'),
    text('是否计入'),
  ]
  return workbookReply(`${title} 结果`, [
    { name: '结果', columns, rows: rows.map(lineOf) },
    { name: '评分明细', columns: scores, rows: rows.flatMap(scoreLines) },
  ])
})

function lineOf(row: ResultRow): TableValue[] {
  const place = [row.rank, row.number, row.title, row.unit.name]
  return [
    ...place,
    ...row.parts.map(({ result }) => result),
    row.result,
    row.band,
    [...row.missing, row.because].join(' '),
  ]
}

function scoreLines(row: ResultRow): TableValue[][] {
  return row.parts.flatMap((part) => [
    ...part.used.map((one) => [row.number, row.title, SOURCES[part.source], one.judge, one.score, '计入']),
    ...part.dropped.map((one, at) => [
      row.number,
      row.title,
      SOURCES[part.source],
      one.judge,
      one.score,
      at === 0 ? '去掉的最高分' : '去掉的最低分',
    ]),
  ])
}
