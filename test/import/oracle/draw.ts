import type { Spoilt } from './accept.ts'
import type { Book, Row } from './book.ts'
import { drawTeachers, drawUnits } from './draw-people.ts'
import { drawActivities, drawAttendance, drawPolicies, drawProgrammes } from './draw-programmes.ts'
import { drawRecords } from './draw-records.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'

/** A drawn county and the cells that were spoilt in it. */
export type Drawn = { book: Book; spoilt: Spoilt[] }

/** A small county full of odd cases: the same for the same seed. */
export function drawCounty(seed: number): Drawn {
  const draw = random(seed)
  const units = drawUnits(draw)
  const teachers = drawTeachers(draw, units)
  const activities = drawActivities(draw)
  const { parts, checkIns } = drawAttendance(draw, teachers, activities)
  const book: Record<string, Row[]> = {
    单位: units,
    教师: teachers,
    学分政策: drawPolicies(draw),
    项目: drawProgrammes(draw, units),
    活动: activities,
    参与: parts,
    签到: checkIns,
  }
  for (const [sheet, rows] of Object.entries(drawRecords(draw, teachers, units))) book[sheet] = [...rows]
  repeatRows(draw, book)
  return { book, spoilt: spoil(draw, book) }
}

/** A few rows of each keyed sheet once more, with another value where there is one: the first stands. */
function repeatRows(draw: Random, book: Record<string, Row[]>): void {
  for (const [sheet, changed] of [
    ['教师', '任教学段'],
    ['学分政策', '单项上限'],
    ['项目', '学分类别'],
    ['活动', '学时'],
    ['参与', '角色'],
    ['签到', '状态'],
  ] as const) {
    const rows = book[sheet] ?? []
    const again = { ...draw.pick(rows) }
    if (sheet !== '参与') again[changed] = draw.pick(rows)[changed] ?? null
    rows.splice(draw.below(rows.length), 0, again)
  }
}

/** What is typed into a cell, and what must be said of it. */
const FAULTS: readonly (readonly [sheet: string, column: string, typed: string, code: string])[] = [
  ['单位', '类别', '学堂', 'value'],
  ['单位', '上级代码', 'X99', 'reference'],
  ['单位', '并入代码', 'S99', 'reference'],
  ['教师', '身份证件号', '123456', 'id-number'],
  ['教师', '姓名', '', 'required'],
  ['教师', '单位代码', 'S98', 'reference'],
  ['学分政策', '最低出勤率', '120%', 'number'],
  ['项目', '体系', '打麻将', 'value'],
  ['项目', '年度', '二〇二五', 'number'],
  ['活动', '场次数', '0', 'number'],
  ['活动', '结束时间', '2025-02-30 10:00', 'date'],
  ['参与', '角色', '听众', 'value'],
  ['签到', '状态', '在', 'value'],
  ['签到', '场次', '0', 'value'],
  ['签到', '场次', '1.5', 'number'],
  ['网络学时', '学时', '-1', 'number'],
  ['网络学时', '完成日期', '去年', 'date'],
  ['作品', '项目编号', 'P77', 'reference'],
  ['荣誉', '级别', '区级', 'value'],
  ['称号', '到期日期', '2023-02-29', 'date'],
  ['结对', '师傅证件号', '990777196501010001', 'id-number'],
  ['交流', '接收单位代码', 'S97', 'reference'],
  ['资格认定', '结果', '通过', 'value'],
  ['借阅', '书名', ' ', 'required'],
  ['经费', '金额元', '一百', 'number'],
]

/** Spoils a cell of each kind somewhere; references to what is not there are found by the model itself. */
function spoil(draw: Random, book: Record<string, Row[]>): Spoilt[] {
  const spoilt: Spoilt[] = []
  for (const [sheet, column, typed, code] of FAULTS) {
    const rows = book[sheet] ?? []
    const index = draw.below(rows.length)
    const row = rows[index]
    const taken = spoilt.some(
      (cell) => cell.sheet === sheet && cell.row === index + 2 && cell.column === column,
    )
    if (row === undefined || taken || row['类别'] === '区域') continue
    rows[index] = { ...row, [column]: typed }
    if (code !== 'reference') spoilt.push({ sheet, row: index + 2, column, code })
  }
  return spoilt
}
