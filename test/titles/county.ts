import { randomUUID } from 'node:crypto'
import { importBook, type Book, type Row } from '#test/import/oracle/book.ts'
import { DRAWN_REGION, identityNumber } from '#test/import/oracle/draw-people.ts'
import type { Ending } from '#test/harness/database.ts'
import { makeAccount, signedIn, stage, type Browser, type Stage } from '#test/http/harness.ts'

/** Titles of a county by what they are, as its file has them: 923 of the body of the pyramid, 52 of its tip. */
export const NAMED = { 骨干教师: 600, 教学能手: 223, 学科带头人: 100, 名师: 52 } as const
const JUDGES = 4
const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎'
const GIVEN = '明华丽芳静强磊军洋艳勇杰娟涛敏超秀霞平刚桂英兰玉梅'

/** A name of its own for the n-th person. */
export function nameOf(n: number): string {
  const [first, second] = [n % GIVEN.length, Math.floor(n / GIVEN.length) % GIVEN.length]
  return `${SURNAMES[n % SURNAMES.length]}${GIVEN[second]}${GIVEN[first]}`
}

const HOLDERS = Object.entries(NAMED).flatMap(([title, count]) => Array.from({ length: count }, () => title))

/** Two of five work in the countryside: S1 and S2 are rural, the others are not. */
function schoolOf(n: number): string {
  return `S${1 + (n % 5)}`
}

/** The file: every holder named, at five schools, with their titles; judges without one. */
export function titlesBook(): Book {
  const people = HOLDERS.length + JUDGES
  const all = Array.from({ length: people }, (_, n) => n)
  return {
    单位: [
      { 单位代码: DRAWN_REGION.code, 单位名称: DRAWN_REGION.name, 类别: '区域' },
      ...[1, 2, 3, 4, 5].map((n) => ({
        单位代码: `S${n}`,
        单位名称: `第${n}小学`,
        上级代码: DRAWN_REGION.code,
        类别: '学校',
        城乡: n <= 2 ? '乡村' : '城区',
      })),
    ],
    教师: all.map((n) => ({ 身份证件号: identityNumber(n), 姓名: nameOf(n), 单位代码: schoolOf(n) })),
    称号: HOLDERS.map((title, n) => ({
      身份证件号: identityNumber(n),
      称号: title,
      级别: '县级',
      命名日期: '2024-09-01',
      到期日期: n % 10 === 0 ? '2026-12-20' : '2027-08-31',
    })),
    结对: [{ 师傅证件号: identityNumber(923), 徒弟证件号: identityNumber(0), 开始日期: '2025-09-01' }],
    项目: [programme('P1', '听课评课', '听课评课'), programme('P2', '名师送教下乡', '送教下乡')],
    活动: [
      ...[1, 2, 3, 4].map((n) => activity(`L${n}`, 'P1', `示范课第 ${n} 节`, n)),
      activity('V1', 'P2', '石岭小学送教', 9),
    ],
    参与: ['L1', 'L2', 'L3', 'L4', 'V1'].map((code) => ({
      活动编号: code,
      身份证件号: identityNumber(923),
      角色: '主讲',
    })),
  }
}

function programme(code: string, title: string, system: string): Row {
  return {
    项目编号: code,
    项目名称: title,
    体系: system,
    级别: '县级',
    年度: 2026,
    承办单位代码: DRAWN_REGION.code,
  }
}

function activity(code: string, of: string, title: string, day: number): Row {
  const on = `2026-04-0${day}`
  return {
    活动编号: code,
    项目编号: of,
    活动名称: title,
    开始时间: `${on} 08:30`,
    结束时间: `${on} 11:30`,
    学时: 3,
    场次数: 1,
  }
}

/** A county with the file taken in, its officer, a school and one famous teacher; the clock stands in October 2026. */
export type Titled = Stage & {
  region: number
  ask: <T = object>(
    login: string,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    body?: object,
  ) => Promise<Answered<T>>
  /** The id of the n-th person. */
  personOf: (n: number) => Promise<string>
}
type Answered<T> = { status: number; body: T & { because?: string } }

/** @param ending what the county goes with. */
export async function titledCounty(ending: Ending): Promise<Titled> {
  const made = await stage(ending)
  made.clock.now = new Date('2026-10-20T02:00:00Z')
  const { report } = await importBook(made.db, titlesBook(), DRAWN_REGION)
  if (report.errors.length > 0) throw new Error(JSON.stringify(report.errors[0]))
  const { rows } = await made.db.admin.query<{ id: number }>('select id from region where code = $1', [
    DRAWN_REGION.code,
  ])
  const region = rows[0]!.id
  const personOf = async (n: number): Promise<string> => {
    const found = await made.db.admin.query<{ id: string }>(
      'select id from person where identity_number = $1',
      [identityNumber(n)],
    )
    return found.rows[0]!.id
  }
  await makeAccount(made.db, region, 'officer', 'officer')
  await makeAccount(made.db, region, 'school', 'school', { unit: 'S1' })
  await makeAccount(made.db, region, 'famous', 'teacher', { personId: await personOf(923) })
  const open = new Map<string, Promise<Browser>>()
  return {
    ...made,
    region,
    personOf,
    ask: async <T = object>(login: string, method: 'GET' | 'POST' | 'PUT', url: string, body?: object) => {
      const held = open.get(login) ?? signedIn(made.app, login)
      open.set(login, held)
      const answer = await (await held).send(method, url, body)
      return { status: answer.statusCode, body: answer.json<Answered<T>['body']>() }
    },
  }
}

export const key = (): string => randomUUID()
