import type { Database } from '#db/open.ts'
import { identityNumber, countyOf, type County } from '#test/people/county.ts'
import { bytesOf, importBook, type Book, type Row } from '#test/import/oracle/book.ts'

/** The region of the counties that are played. */
const REGION = { code: 'R', name: '甲县' }

/** A unit as the workbook has it; the region itself is always there. */
export type PlayedUnit = {
  code: string
  name: string
  category: '学区' | '学校' | '中心'
  parent?: string
  urban?: '城区' | '乡村'
}

/**
 * Takes a county in from its workbook, as an office does on its first day: units, and teachers by the code of their
 * school, who began to work on `startedOn`.
 */
export async function countyFromBook(
  db: Database,
  units: readonly PlayedUnit[],
  teachers: Readonly<Record<string, readonly string[]>>,
  startedOn: string,
): Promise<County> {
  const people = Object.entries(teachers).flatMap(([unit, names]) => names.map((name) => ({ unit, name })))
  const book: Book = {
    单位: [{ 单位代码: REGION.code, 单位名称: REGION.name, 类别: '区域' }, ...units.map(unitRow)],
    教师: people.map(({ unit, name }, n) => ({
      身份证件号: identityNumber(n + 1),
      姓名: name,
      单位代码: unit,
      任教学段: '小学',
      任教学科: '语文',
      手机号: `1380000${1001 + n}`,
      职称: '一级教师',
      参加工作日期: startedOn,
    })),
  }
  const { report } = await importBook(db, book, REGION)
  const [first] = report.errors
  if (first !== undefined) throw new Error(JSON.stringify(first))
  const { rows } = await db.admin.query<{ id: number }>('select id from region where code = $1', [
    REGION.code,
  ])
  return countyOf(db, rows[0]!.id)
}

function unitRow({ code, name, category, parent, urban }: PlayedUnit): Row {
  const school: Row = category === '学校' ? { 办学类型: '小学', 城乡: urban ?? '乡村' } : {}
  return { 单位代码: code, 单位名称: name, 上级代码: parent ?? REGION.code, 类别: category, ...school }
}

/** The workbook of a title of the county that people have in one term. */
export async function titlesBook(
  db: Database,
  names: readonly string[],
  term: { from: string; until: string },
  title = '骨干教师',
): Promise<Buffer> {
  const { rows } = await db.admin.query<{ number: string }>(
    'select identity_number as number from person where name = any ($1)',
    [names],
  )
  const titles = rows.map(({ number }) => ({
    身份证件号: number,
    称号: title,
    级别: '县级',
    命名日期: term.from,
    到期日期: term.until,
  }))
  return bytesOf({ 称号: titles })
}
