import { normaliseCode, normaliseName, normaliseText } from '#lib/text.ts'
import { readResult, type Line } from './mark-lines.ts'

/** Heads under which testing offices give marks, the best first. */
export const MARK_HEADS = {
  number: [
    '受理编号',
    '准考证号',
    '准考证编号',
    '报名号',
    '报名编号',
    '报名序号',
    '考号',
    '考生号',
    '考生编号',
    '编号',
  ],
  name: ['姓名', '考生姓名'],
  result: [
    '总成绩',
    '总分',
    '成绩',
    '分数',
    '得分',
    '考试成绩',
    '测试成绩',
    '卷面成绩',
    '结果',
    '考试结果',
    '测试结果',
    '等级',
  ],
  absent: ['缺考', '是否缺考', '缺考标记', '考试状态'],
} as const

/** Without these it is no list of marks. */
export const NEEDED_HEADS = ['number', 'result'] as const

/** Rows that a list of marks may have. */
export const MOST_MARKS = 20_000

/** A row of a sheet of marks: what stands in its columns, and in which of them the spreadsheet cut digits off. */
export type MarkRow = {
  row: number
  values: Readonly<Partial<Record<keyof typeof MARK_HEADS, string>>>
  lost: readonly string[]
}

const PRESENT = new Set(['否', '无', '正常', '到考', '参考', '已考', '0', 'N', 'NO', 'FALSE', '×', '-', '—'])

/**
 * Reads the rows of a sheet of marks. Rows of a number without any result are passed over and counted: the list is filled
 * in by and by.
 * @param marked whether the exam has marks from 0 to 100; else it is passed or not.
 */
export function readMarkRows(rows: readonly MarkRow[], marked: boolean): { lines: Line[]; empty: number } {
  const filled = rows.filter(({ values }) => values.result !== undefined || isAbsent(values.absent))
  const lines = filled.map(({ row, values, lost }) => ({
    line: row,
    text: [values.number, values.name, values.result ?? '缺考'].map((one) => one ?? '').join('\t'),
    ...readRow(values, lost, marked),
  }))
  return { lines, empty: rows.length - filled.length }
}

function readRow(
  { number, name, result, absent }: MarkRow['values'],
  lost: readonly string[],
  marked: boolean,
): { said: Extract<Line, { said: unknown }>['said'] } | { because: string } {
  if (number === undefined) return { because: '这一行没有编号。' }
  if (lost.includes('number'))
    return { because: '编号太长，存成了数字，后几位已丢失；请把这一列设为文本后重填。' }
  const read = isAbsent(absent) ? readAbsent(result) : readResult(plainMark(result ?? ''), marked)
  if (typeof read === 'string') return { because: read }
  return { said: { number: normaliseCode(number), name: normaliseName(name ?? ''), ...read } }
}

/** Who is marked absent has no mark, or the nought that programs put there. */
function readAbsent(result: string | undefined): ReturnType<typeof readResult> {
  const read = result === undefined || Number(result) === 0 ? null : readResult(result, true)
  const absent = read === null || (typeof read !== 'string' && read.outcome === 'absent')
  if (absent) return { outcome: 'absent', mark: null }
  return `既记了缺考，又有成绩“${result}”，请留一样。`
}

function isAbsent(cell: string | undefined): boolean {
  return cell !== undefined && !PRESENT.has(normaliseText(cell).toUpperCase())
}

/** 78分 and 78.50 as a mark. */
function plainMark(text: string): string {
  const plain = normaliseCode(text).replace(/分$/u, '')
  return /^\d+\.\d*0+$/.test(plain) ? String(Number(plain)) : plain
}
