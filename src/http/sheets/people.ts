import { peopleSheet } from '#contract/people.ts'
import { handle } from '#kernel/call.ts'
import { peopleSheetRows } from '#kernel/people/list.ts'
import { workbookReply } from './workbook-reply.ts'

const TEXTS = ['身份证件号', '姓名', '单位代码', '单位', '城乡', '任教学段', '任教学科', '职称']
const COLUMNS = [
  ...TEXTS.map((head) => ({ head, kind: 'text' as const })),
  { head: '学分', kind: 'fixed' as const },
  { head: '达标', kind: 'text' as const },
]

/** The roster that the page's filters find, whole. */
export const peopleSheetHandler = handle(peopleSheet, async (call) => {
  const people = await peopleSheetRows(call, call.query)
  const rows = people.map((row) => [
    row.identityNumber,
    row.name,
    row.unit.code,
    row.unit.name,
    row.urbanWord,
    row.stage,
    row.subject,
    row.rank,
    row.credits,
    row.meets ? '是' : '否',
  ])
  return workbookReply(`${call.query.year}年教师名册`, [{ name: '教师', columns: COLUMNS, rows }])
})
