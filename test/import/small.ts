import type { Database } from '#db/open.ts'
import { standingRows } from '#kernel/credit/read.ts'
import { asSystem } from './county.ts'
import type { Book, Row } from './oracle/book.ts'
import { DRAWN_REGION, identityNumber } from './oracle/draw-people.ts'

/** A county of two schools and three teachers, whose books the tests vary. */
export const SMALL_REGION = DRAWN_REGION
export const [ANNA, BELA, CARL] = [identityNumber(1), identityNumber(2), identityNumber(3)] as const

const unit = (code: string, name: string, above: string | null, kind: string): Row => ({
  单位代码: code,
  单位名称: name,
  上级代码: above,
  类别: kind,
})
const attendance = (person: string, slot: number, state = '出勤'): Row => ({
  活动编号: 'A1',
  身份证件号: person,
  场次: slot,
  状态: state,
})

/** Three teachers in one activity of 6 hours and 3 slots; 甲 came thrice, 乙 twice, 丙 lectured. */
export const SMALL: Book = {
  单位: [
    unit(SMALL_REGION.code, SMALL_REGION.name, null, '区域'),
    unit('S1', '第一小学', SMALL_REGION.code, '学校'),
    unit('S2', '第二小学', SMALL_REGION.code, '学校'),
  ],
  教师: [
    { 身份证件号: ANNA, 姓名: '甲', 单位代码: 'S1' },
    { 身份证件号: BELA, 姓名: '乙', 单位代码: 'S1' },
    { 身份证件号: CARL, 姓名: '丙', 单位代码: 'S2' },
  ],
  学分政策: ['集中', '网络', '校本'].map((category) => ({
    年度: 2025,
    学分类别: category,
    年度要求: 1,
    学时每学分: 1,
    单项上限: null,
    最低出勤率: '0.6',
  })),
  项目: [
    {
      项目编号: 'P1',
      项目名称: '骨干研修',
      体系: '集中培训',
      级别: '县级',
      年度: 2025,
      承办单位代码: SMALL_REGION.code,
      学分类别: '集中',
    },
  ],
  活动: [
    {
      活动编号: 'A1',
      项目编号: 'P1',
      活动名称: '开班',
      开始时间: '2025-03-08 08:30',
      结束时间: '2025-03-08 17:00',
      学时: 6,
      场次数: 3,
    },
  ],
  参与: [
    { 活动编号: 'A1', 身份证件号: ANNA, 角色: '学员' },
    { 活动编号: 'A1', 身份证件号: BELA, 角色: '学员' },
    { 活动编号: 'A1', 身份证件号: CARL, 角色: '主讲' },
  ],
  签到: [
    ...[1, 2, 3].map((slot) => attendance(ANNA, slot)),
    attendance(BELA, 1),
    attendance(BELA, 2),
    attendance(BELA, 3, '请假'),
  ],
  网络学时: [{ 身份证件号: ANNA, 平台: '国家平台', 课程: '师德', 学时: 4, 完成日期: '2025-05-01' }],
}

/** A book with the rows of a sheet that match changed, everything else as it was. */
export function changed(book: Book, sheet: string, which: Row, to: Row): Book {
  const matches = (row: Row): boolean => Object.entries(which).every(([head, value]) => row[head] === value)
  return { ...book, [sheet]: (book[sheet] ?? []).map((row) => (matches(row) ? { ...row, ...to } : row)) }
}

/** Credits by identity number and category, as the list of 2025 shows them, with the total and whether it is met. */
export async function credits(
  db: Database,
  code: string = SMALL_REGION.code,
): Promise<Record<string, Record<string, number | boolean>>> {
  const region = await regionId(db, code)
  const { policy, rows } = await asSystem(db, region, (work) => standingRows(work, 2025, null))
  return Object.fromEntries(
    rows.map((row) => [
      row.identityNumber,
      {
        ...Object.fromEntries(policy.map((rule, index) => [rule.category, Number(row.credits[index])])),
        total: row.total,
        meets: row.meets,
      },
    ]),
  )
}

export async function regionId(db: Database, code: string): Promise<number> {
  const { rows } = await db.admin.query<{ id: number }>('select id from region where code = $1', [code])
  return rows[0]?.id ?? 0
}

/** How many rows of each kind the ledger has. */
export async function entries(db: Database): Promise<{ awards: number; reversals: number }> {
  const { rows } = await db.admin.query<{ awards: number; reversals: number }>(
    `select count(*) filter (where kind = 'award') as awards, count(*) filter (where kind = 'reversal') as reversals from credit_entry`,
  )
  return rows[0] ?? { awards: 0, reversals: 0 }
}
