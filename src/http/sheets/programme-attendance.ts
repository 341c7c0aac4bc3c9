import { attendanceSheet, attendanceStatuses } from '#contract/activity.ts'
import { ATTENDANCE_STATES } from '#contract/vocabulary.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { activityPageOf } from '#kernel/programme/activities/page.ts'
import { MARKS } from '#kernel/programme/activities/roster.ts'
import { roleWord, type Systems } from '#kernel/programme/registry.ts'
import type { TableColumn } from '#workbook/write/table.ts'
import { workbookReply } from './workbook-reply.ts'

/** An activity's sheet as an office files it: a row a person, a column a check-in, words instead of letters. */
export function attendanceBook(systems: Systems): Handler {
  return handle(attendanceSheet, async (call) => {
    const page = await activityPageOf(call, systems, call.params.id)
    const rows = page.roster.map((row) => [
      row.name,
      page.units[row.unit],
      roleWord(undefined, row.role),
      ...row.marks.split('').map(wordOf),
      row.recognised ? '是' : '否',
    ])
    const title = `${page.activity.title} 签到表`
    return workbookReply(title, [{ name: '签到', columns: columnsFor(page.activity.slots), rows }])
  })
}

function columnsFor(slots: number): TableColumn[] {
  const checkIns = Array.from({ length: slots }, (_, index) => `第${index + 1}场`)
  return ['姓名', '单位', '角色', ...checkIns, '认定'].map((head) => ({ head, kind: 'text' }))
}

function wordOf(letter: string): string {
  const state = attendanceStatuses.find((each) => MARKS[each] === letter)
  return state === undefined ? '' : ATTENDANCE_STATES[state]
}
