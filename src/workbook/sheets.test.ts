import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from './columns.ts'
import { SHEET_NAMES, SHEETS, type Sheet, type SheetName } from './sheets.ts'

/** The table of the exchange workbook as counties have it before them. */
const PUBLISHED = `
单位 | 单位代码★ 单位名称★ 上级代码 类别★ 办学类型 城乡 乡镇 启用日期 撤并日期 并入代码
教师 | 身份证件号★ 姓名★ 单位代码★ 任教学段 任教学科 手机号 职称 学历 参加工作日期 编制 普通话等级 资格种类
学分政策 | 年度★ 学分类别★ 年度要求★ 学时每学分★ 单项上限 最低出勤率
项目 | 项目编号★ 项目名称★ 体系★ 级别★ 年度★ 承办单位代码★ 学科 学段 开始日期 结束日期 计划人数 预算元 学分类别
活动 | 活动编号★ 项目编号★ 活动名称★ 阶段 开始时间★ 结束时间★ 地点单位代码 学时★ 场次数★
参与 | 活动编号★ 身份证件号★ 角色★
签到 | 活动编号★ 身份证件号★ 场次★ 签到时间 状态★
网络学时 | 身份证件号★ 平台★ 课程★ 学时★ 完成日期★
作品 | 作品编号★ 项目编号 作者证件号★ 类型★ 标题★ 日期★
荣誉 | 身份证件号★ 名称★ 类型★ 级别★ 等次 日期★
称号 | 身份证件号★ 称号★ 级别★ 命名日期★ 到期日期
结对 | 师傅证件号★ 徒弟证件号★ 开始日期★ 结束日期
交流 | 身份证件号★ 类型★ 原单位代码★ 接收单位代码★ 开始日期★ 结束日期
资格认定 | 姓名★ 身份证件号★ 资格种类★ 学科 普通话等级 结果★ 未通过环节 证书编号 申请日期★
借阅 | 图书条码★ 书名★ 身份证件号★ 借出日期★ 归还日期
经费 | 年度★ 单位代码★ 方向★ 科目★ 项目编号 金额元★ 日期★ 凭证号`

function published(name: SheetName): string {
  const columns: Column[] = Object.values(SHEETS[name].columns)
  return `${name} | ${columns.map(({ head, required }) => `${head}${required ? '★' : ''}`).join(' ')}`
}

test('sheets, columns and stars are those that counties were given', () => {
  assert.equal(SHEET_NAMES.map((name) => published(name)).join('\n'), PUBLISHED.trim())
})

test('keys, references and periods name columns that there are', () => {
  for (const name of SHEET_NAMES) {
    const { columns, key, references, period }: Sheet = SHEETS[name]
    for (const property of [...key, ...Object.keys(references), ...(period ?? [])])
      assert.ok(Object.hasOwn(columns, property), `${name} ${property}`)
  }
})

test('every identity number but an applicant’s must be a teacher’s', () => {
  for (const name of SHEET_NAMES) {
    const { columns, references }: Sheet = SHEETS[name]
    const numbers = Object.keys(columns).filter((property) => columns[property]?.rule.kind === 'identity')
    const expected = name === '资格认定' || name === '教师' ? [] : numbers
    assert.deepEqual(
      Object.keys(references).filter((property) => references[property] === 'teacher'),
      expected,
      name,
    )
  }
})
