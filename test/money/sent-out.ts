import type { Database } from '#db/open.ts'
import { importBook, type Row } from '#test/import/oracle/book.ts'
import type { County } from '#test/people/county.ts'

/** A training that teachers were sent to, or at which they passed it on: one activity of 8 hours, called after its system. */
type Held = {
  code: string
  system: '集中培训' | '二级培训'
  level: '国家级' | '校级'
  unit: string
  from: string
  until: string
}
const SENT_TO: Held = {
  code: 'group-training',
  system: '集中培训',
  level: '国家级',
  unit: 'R',
  from: '2026-01-12 08:00',
  until: '2026-01-14 17:00',
}
const PASSED_ON: Held = {
  code: 'cascade-training',
  system: '二级培训',
  level: '校级',
  unit: 'A',
  from: '2026-02-03 08:00',
  until: '2026-02-03 12:00',
}

/**
 * Takes in the workbook of a training above the county that teachers were sent to in January, and who passed it on at
 * school A in February 2026. @returns the activity that they were sent to.
 */
export async function sendOut(
  db: Database,
  { region }: County,
  people: { sent: readonly string[]; passedOn: readonly string[] },
): Promise<string> {
  const found = await db.admin.query<{ name: string; number: string }>(
    'select name, identity_number as number from person where region_id = $1',
    [region],
  )
  const numbers = new Map(found.rows.map(({ name, number }) => [name, number]))
  const who = ({ code }: Held, name: string): Row => ({
    活动编号: code,
    身份证件号: numbers.get(name) ?? name,
  })
  const took = (held: Held, names: readonly string[], role: string): Row[] =>
    names.map((name) => ({ ...who(held, name), 角色: role }))
  const own = await db.admin.query<{ code: string; name: string }>(
    'select code, name from region where id = $1',
    [region],
  )
  const book = {
    项目: [SENT_TO, PASSED_ON].map(programmeRow),
    活动: [SENT_TO, PASSED_ON].map(activityRow),
    参与: [...took(SENT_TO, people.sent, '学员'), ...took(PASSED_ON, people.passedOn, '主讲')],
    签到: people.sent.map((name) => ({ ...who(SENT_TO, name), 场次: 1, 状态: '出勤' })),
  }
  const { report } = await importBook(db, book, own.rows[0]!)
  const [first] = report.errors
  if (first !== undefined) throw new Error(JSON.stringify(first))
  const { rows } = await db.admin.query<{ id: string }>(
    'select id from activity where region_id = $1 and code = $2',
    [region, SENT_TO.code],
  )
  return rows[0]!.id
}

function programmeRow({ code, system, level, unit }: Held): Row {
  return { 项目编号: code, 项目名称: code, 体系: system, 级别: level, 年度: 2026, 承办单位代码: unit }
}

function activityRow({ code, from, until }: Held): Row {
  return {
    活动编号: code,
    项目编号: code,
    活动名称: `${code}活动`,
    开始时间: from,
    结束时间: until,
    学时: 8,
    场次数: 1,
  }
}
