import type { Book, Row } from './book.ts'

/** A refusal as the report tells it. */
export type Refusal = { sheet: string; row: number; column: string; code: string }
/** A cell that the county's author spoilt, and what must be said of it. */
export type Spoilt = Refusal

type Shape = {
  key: readonly string[]
  references: Readonly<Record<string, string>>
  period?: readonly [string, string]
}

/** Keys, references (column → sheet) and periods, from the workbook's description. 单位 refers to itself. */
const SHAPES: Readonly<Record<string, Shape>> = {
  单位: {
    key: ['单位代码'],
    references: { 上级代码: '单位', 并入代码: '单位' },
    period: ['启用日期', '撤并日期'],
  },
  教师: { key: ['身份证件号'], references: { 单位代码: '单位' } },
  学分政策: { key: ['年度', '学分类别'], references: {} },
  项目: { key: ['项目编号'], references: { 承办单位代码: '单位' }, period: ['开始日期', '结束日期'] },
  活动: {
    key: ['活动编号'],
    references: { 项目编号: '项目', 地点单位代码: '单位' },
    period: ['开始时间', '结束时间'],
  },
  参与: { key: ['活动编号', '身份证件号', '角色'], references: { 活动编号: '活动', 身份证件号: '教师' } },
  签到: { key: ['活动编号', '身份证件号', '场次'], references: { 活动编号: '活动', 身份证件号: '教师' } },
  网络学时: { key: ['身份证件号', '平台', '课程'], references: { 身份证件号: '教师' } },
  作品: { key: ['作品编号'], references: { 项目编号: '项目', 作者证件号: '教师' } },
  荣誉: { key: ['身份证件号', '名称', '类型', '级别', '等次', '日期'], references: { 身份证件号: '教师' } },
  称号: {
    key: ['身份证件号', '称号', '级别', '命名日期'],
    references: { 身份证件号: '教师' },
    period: ['命名日期', '到期日期'],
  },
  结对: {
    key: ['师傅证件号', '徒弟证件号', '开始日期'],
    references: { 师傅证件号: '教师', 徒弟证件号: '教师' },
    period: ['开始日期', '结束日期'],
  },
  交流: {
    key: ['身份证件号', '类型', '开始日期'],
    references: { 身份证件号: '教师', 原单位代码: '单位', 接收单位代码: '单位' },
    period: ['开始日期', '结束日期'],
  },
  资格认定: { key: ['身份证件号', '资格种类', '学科', '申请日期'], references: {} },
  借阅: {
    key: ['图书条码', '身份证件号', '借出日期'],
    references: { 身份证件号: '教师' },
    period: ['借出日期', '归还日期'],
  },
  经费: { key: [], references: { 单位代码: '单位', 项目编号: '项目' } },
}

/** What stands of a book, sheet by sheet, and what must be refused, in the report's order. */
export type Accepted = { sheets: Readonly<Record<string, Row[]>>; refusals: Refusal[] }

/** Judges a book whose spoilt cells are known, by the rules of "Errors". */
export function accept(book: Book, spoilt: readonly Spoilt[]): Accepted {
  const sheets: Record<string, Row[]> = {}
  const refusals: Refusal[] = []
  for (const [sheet, shape] of Object.entries(SHAPES)) {
    const judged = judge(sheet, shape, book, spoilt, sheets)
    sheets[sheet] = judged.rows
    refusals.push(...judged.refusals)
  }
  return { sheets, refusals }
}

function judge(
  sheet: string,
  shape: Shape,
  book: Book,
  spoilt: readonly Spoilt[],
  sheets: Record<string, Row[]>,
): { rows: Row[]; refusals: Refusal[] } {
  const rows = (book[sheet] ?? []).map((row, index) => ({ row, at: index + 2 }))
  const bad = Map.groupBy(
    spoilt.filter((cell) => cell.sheet === sheet),
    (cell) => cell.row,
  )
  const standing = sheet === '单位' ? unitsThatStand(rows, bad, shape) : undefined
  const refusals: Refusal[] = []
  const kept: Row[] = []
  const keys = new Set<string>()
  for (const { row, at } of rows) {
    const cells = [
      ...(bad.get(at) ?? []),
      ...badCells(sheet, shape, row, at, sheets, standing, bad.get(at) ?? []),
    ]
    const found = cells.length > 0 ? cells : rowFaults(sheet, shape, row, at, keys)
    refusals.push(...found)
    if (found.length === 0) kept.push(row)
    if (found.length === 0) keys.add(keyOf(shape, row))
  }
  return { rows: kept, refusals }
}

function keyOf(shape: Shape, row: Row): string {
  return JSON.stringify(shape.key.map((column) => row[column] ?? null))
}

function after(shape: Shape, row: Row): boolean {
  if (shape.period === undefined) return false
  const [start, end] = shape.period.map((column) => row[column])
  return start != null && end != null && String(end) < String(start)
}

function rowFaults(sheet: string, shape: Shape, row: Row, at: number, keys: ReadonlySet<string>): Refusal[] {
  const faults: Refusal[] = []
  const [first] = shape.key
  if (first !== undefined && keys.has(keyOf(shape, row)))
    faults.push({ sheet, row: at, column: first, code: 'duplicate' })
  if (after(shape, row)) faults.push({ sheet, row: at, column: shape.period?.[1] ?? '', code: 'period' })
  return faults
}

function badCells(
  sheet: string,
  shape: Shape,
  row: Row,
  at: number,
  sheets: Record<string, Row[]>,
  units: ReadonlySet<string> | undefined,
  spoilt: readonly Spoilt[],
): Refusal[] {
  const known = (target: string): ReadonlySet<string> =>
    target === '单位' && units !== undefined
      ? units
      : new Set(sheets[target]?.map((r) => String(r[SHAPES[target]?.key[0] ?? ''])))
  const untouched = Object.entries(shape.references).filter(
    ([column]) => !spoilt.some((cell) => cell.column === column),
  )
  const missing = untouched.filter(
    ([column, target]) => row[column] != null && !known(target).has(String(row[column])),
  )
  const faults = missing.map(([column]) => ({ sheet, row: at, column, code: 'reference' }))
  const own =
    sheet === '签到'
      ? attendanceFaults(row, at, sheets, spoilt)
      : sheet === '项目'
        ? categoryFaults(row, at, sheets)
        : []
  return [...faults, ...own]
}

/** A 签到 row needs its 参与 row, and a slot that the activity has. */
function attendanceFaults(
  row: Row,
  at: number,
  sheets: Record<string, Row[]>,
  spoilt: readonly Spoilt[],
): Refusal[] {
  const activity = sheets['活动']?.find((a) => a['活动编号'] === row['活动编号'])
  const teacher = sheets['教师']?.some((t) => t['身份证件号'] === row['身份证件号'])
  const faults: Refusal[] = []
  const named = activity !== undefined && teacher === true
  if (
    named &&
    !sheets['参与']?.some((p) => p['活动编号'] === row['活动编号'] && p['身份证件号'] === row['身份证件号'])
  ) {
    faults.push({ sheet: '签到', row: at, column: '身份证件号', code: 'reference' })
  }
  const slotSpoilt = spoilt.some((cell) => cell.column === '场次')
  if (activity !== undefined && !slotSpoilt && Number(row['场次']) > Number(activity['场次数']))
    faults.push({ sheet: '签到', row: at, column: '场次', code: 'value' })
  return faults
}

function categoryFaults(row: Row, at: number, sheets: Record<string, Row[]>): Refusal[] {
  const category = row['学分类别']
  if (category == null || ['集中', '网络', '校本'].includes(String(category))) return []
  const named = sheets['学分政策']?.some((policy) => policy['学分类别'] === category)
  return named === true ? [] : [{ sheet: '项目', row: at, column: '学分类别', code: 'value' }]
}

/** Codes of the units that stand: parents and successors may point forward, so until nothing falls any more. */
function unitsThatStand(
  rows: readonly { row: Row; at: number }[],
  bad: ReadonlyMap<number, unknown>,
  shape: Shape,
): Set<string> {
  let standing = rows.filter(({ row, at }) => !bad.has(at) && !after(shape, row))
  for (let before = -1; before !== standing.length;) {
    before = standing.length
    const codes = new Set(standing.map(({ row }) => String(row['单位代码'])))
    standing = standing.filter(({ row }) =>
      ['上级代码', '并入代码'].every((column) => row[column] == null || codes.has(String(row[column]))),
    )
  }
  return new Set(standing.map(({ row }) => String(row['单位代码'])))
}
