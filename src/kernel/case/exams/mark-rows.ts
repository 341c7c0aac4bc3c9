import { normaliseCode, normaliseName, normaliseText, shorten } from '#lib/text.ts'
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

/** Of no number, name or mark; what is longer is another column, or made to keep the server busy. */
const LONGEST_CELL = 60

const CELLS = { number: '编号', name: '姓名', result: '成绩', absent: '缺考' } as const

/** What testing offices write beside who came, and beside who did not; any other word is for a person to read. */
const PRESENT = new Set('否 无 正常 到考 参考 已考 未缺考 0 N NO FALSE × - —'.split(' '))
const ABSENT = new Set(
  '缺考 缺 是 有 未考 弃考 旷考 缺席 未到 未到考 未参考 未参加 √ ✓ ✔ 1 Y YES TRUE'.split(' '),
)

/**
 * Reads the rows of a sheet of marks. Rows of a number without any result are passed over and counted: the list is filled
 * in by and by.
 * @param marked whether the exam has marks from 0 to 100; else it is passed or not.
 */
export function readMarkRows(rows: readonly MarkRow[], marked: boolean): { lines: Line[]; empty: number } {
  const filled = rows.filter(
    ({ values }) => values.result !== undefined || attendanceOf(values.absent) !== 'present',
  )
  const lines = filled.map(({ row, values, lost }) => {
    const read = readRow(values, lost, marked)
    return { line: row, text: textOf(values, read), ...read }
  })
  return { lines, empty: rows.length - filled.length }
}

type Read = { said: Extract<Line, { said: unknown }>['said'] } | { because: string }

/** The row as it can be pasted again; a word that speaks against the mark stays beside it, so that both are looked at. */
function textOf({ number, name, result, absent }: MarkRow['values'], read: Read): string {
  const against = attendanceOf(absent) === 'present' ? undefined : absent
  const said =
    'said' in read && read.said.outcome === 'absent'
      ? ['缺考']
      : [result, against].filter((one) => one !== undefined)
  return [number ?? '', name ?? '', ...said].map(cut).join('\t')
}

/** In characters; cut first, so that a cell of megabytes is not counted through. */
function cut(cell: string): string {
  return shorten(cell.slice(0, 2 * LONGEST_CELL + 2), LONGEST_CELL)
}

function readRow(values: MarkRow['values'], lost: readonly string[], marked: boolean): Read {
  const { number, name, result, absent } = values
  const long = (['number', 'name', 'result', 'absent'] as const).find(
    (one) => (values[one]?.length ?? 0) > LONGEST_CELL,
  )
  if (long !== undefined)
    return { because: `“${CELLS[long]}”一格超过 ${LONGEST_CELL} 个字，请核对是不是填错了列。` }
  if (number === undefined) return { because: '这一行没有编号。' }
  if (lost.includes('number'))
    return { because: '编号太长，存成了数字，后几位已丢失；请把这一列设为文本后重填。' }
  const attendance = attendanceOf(absent)
  if (attendance === null)
    return {
      because: `“${absent ?? ''}”看不出是不是缺考：缺考请填“缺考”“是”或“√”，到考请填“否”“正常”“到考”或留空。`,
    }
  const read = attendance === 'absent' ? readAbsent(result) : readResult(plainMark(result ?? ''), marked)
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

/** What the column of absence says of somebody; null for a word that does not tell. */
function attendanceOf(cell: string | undefined): 'present' | 'absent' | null {
  if (cell === undefined) return 'present'
  const word = normaliseText(cell).toUpperCase()
  if (word === '' || PRESENT.has(word)) return 'present'
  return ABSENT.has(word) ? 'absent' : null
}

/** 78分 and 78.50 as a mark. */
function plainMark(text: string): string {
  const plain = normaliseCode(text).replace(/分$/u, '')
  return /^\d+\.\d*0$/.test(plain) ? String(Number(plain)) : plain
}
