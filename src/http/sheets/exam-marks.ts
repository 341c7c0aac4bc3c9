import { EXAM_OUTCOMES } from '#contract/exam.ts'
import { MARKS_BYTES, marksSheet, readMarksFile, takeMarksFile } from '#contract/exam-marks.ts'
import { handle, handleUpload, type Handler, type Upload } from '#kernel/call.ts'
import type { CaseDefinition } from '#kernel/case/define.ts'
import { standingOf } from '#kernel/case/exams/exam.ts'
import { MARK_HEADS, MOST_MARKS, NEEDED_HEADS } from '#kernel/case/exams/mark-rows.ts'
import { examForMarks, readSheet, takeSheet, type MarkSheet } from '#kernel/case/exams/marks-file.ts'
import type { Candidate } from '#kernel/case/exams/store.ts'
import { Cases } from '#kernel/case/registry.ts'
import { readList } from '#workbook/list.ts'
import type { TableColumn } from '#workbook/write/table.ts'
import { toRefusal } from '../workbook-refusal.ts'
import { workbookReply } from './workbook-reply.ts'

const COLUMNS: TableColumn[] = [
  { head: '受理编号', kind: 'text' },
  { head: '姓名', kind: 'text' },
  { head: '考场', kind: 'text' },
  { head: '座位', kind: 'number' },
  { head: '成绩', kind: 'number' },
  { head: '缺考', kind: 'text' },
]

/** Marks as a file: looked at before anything is written, taken, and the sheet to fill in. */
export function examMarkHandlers(definitions: readonly CaseDefinition[]): readonly Handler[] {
  const cases = new Cases(definitions)
  return [
    handleUpload(readMarksFile, MARKS_BYTES, async (call) => {
      // who may not see the exam is told so before the file is read
      await examForMarks(call, cases, call.params)
      return readSheet(call, cases, call.params, await sheetOf(call.upload))
    }),
    handleUpload(takeMarksFile, MARKS_BYTES, async (call) => {
      await standingOf(call, cases, call.params.id, call.params.stage)
      return takeSheet(call, cases, call.params, call.query, await sheetOf(call.upload))
    }),
    handle(marksSheet, async (call) => {
      const { round, at, rooms, candidates } = await standingOf(
        call,
        cases,
        call.params.id,
        call.params.stage,
      )
      const places = new Map(rooms.map(({ id, place }) => [id, place]))
      const rows = candidates.map((one) => lineOf(one, places))
      return workbookReply(`${round.title} ${at.title} 成绩表`, [{ name: '成绩', columns: COLUMNS, rows }])
    }),
  ]
}

async function sheetOf({ path, name, sha256 }: Upload): Promise<MarkSheet> {
  const asked = { heads: MARK_HEADS, needed: NEEDED_HEADS, mostRows: MOST_MARKS }
  const { heads, ...list } = await readList({ path, name }, asked).catch(toRefusal)
  return { ...list, name, sha256: sha256.toString('hex'), heads: Object.values(heads) }
}

function lineOf(
  { number, name, room, seat, outcome, mark }: Candidate,
  places: ReadonlyMap<string, string>,
): (string | number | null)[] {
  const absent = outcome === 'absent'
  const said = outcome === null || absent ? null : (mark ?? EXAM_OUTCOMES[outcome])
  return [number, name, room === null ? null : (places.get(room) ?? null), seat, said, absent ? '缺考' : null]
}
