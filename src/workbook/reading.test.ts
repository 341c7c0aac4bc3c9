/** How cells are read: what people and programs put into them, and what becomes of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { briefly, readBookWhole, type ReadRow, type WholeBook } from '#test/read-workbook.ts'
import type { TestBook, TestCell } from '#test/workbook.ts'

const ID = '11010519491231002X'
const TEACHER_HEAD = ['身份证件号', '姓名', '单位代码', '手机号', '参加工作日期']
const STYLES =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>' +
  '<numFmt numFmtId="165" formatCode="000000"/><numFmt numFmtId="166" formatCode="[Red]0.00&quot;d&quot;"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs><cellStyles count="1"><cellStyle name="x" xfId="0"/></cellStyles></styleSheet>'

const v = (value: string | number, attributes = ''): TestCell => ({ attributes, body: `<v>${value}</v>` })

async function teachers(rows: TestCell[][], more: Partial<TestBook> = {}): Promise<WholeBook> {
  return await readBookWhole({
    sheets: [{ name: '教师', rows: [TEACHER_HEAD, ...rows] }],
    styles: STYLES,
    ...more,
  })
}

async function one(row: TestCell[], more: Partial<TestBook> = {}): Promise<ReadRow | undefined> {
  const { rows, errors } = await teachers([row], more)
  assert.deepEqual(errors, [])
  return rows.get('教师')?.[0]
}

async function dateOf(cell: TestCell, more?: Partial<TestBook>): Promise<string | null | undefined> {
  const row = await one([ID, '张三', 'S1', null, cell], more)
  return row && 'startedWorkOn' in row ? row.startedWorkOn : undefined
}

test('texts in every way a file can hold them', async () => {
  const strings = [
    `<si><t>${ID}</t></si>`,
    '<si><r><t>阿依</t></r><r><rPr><b/></rPr><t xml:space="preserve">古丽 </t></r><rPh sb="0" eb="1"><t>アイ</t></rPh><phoneticPr fontId="1"/></si>',
  ]
  const row = await one(
    [
      v(0, 't="s"'),
      v(1, 't="s"'),
      { attributes: 't="str"', body: '<f>A1</f><v>S&#x30;&lt;_x0031_</v>' },
      v('1.38E+10'),
      v('2001-02-03T00:00:00', 't="d"'),
    ],
    { strings },
  )
  const expected = {
    row: 2,
    identityNumber: ID,
    name: '阿依古丽',
    unitCode: 'S0<1',
    phone: '13800000000',
    startedWorkOn: '2001-02-03',
  }
  assert.deepEqual({ ...row, ...expected }, row)
})

test('identity numbers: small x, apostrophe, spaces and full width pass', async () => {
  for (const typed of [
    ` ${ID.toLowerCase()} `,
    `'${ID}`,
    '１１０１０５ １９４９１２３１ ００２ｘ',
    `\u200b${ID}`,
  ]) {
    assert.deepEqual((await one([typed, '张三', 'S1']))?.row, 2, typed)
  }
})

test('identity numbers stored as numbers have lost digits; short numbers are merely wrong', async () => {
  const { errors } = await teachers([
    [v('110105194912310020'), '张', 'S1'],
    [v('1.1010519491231E+17'), '张', 'S1'],
    [v('110105491231002'), '张', 'S1'],
    ['1.1E+17', '张', 'S1'],
    ['11010519491231002１', '张', 'S1'],
  ])
  const codes = ['id-number-precision', 'id-number-precision', 'id-number', 'id-number', 'id-number']
  assert.deepEqual(
    briefly(errors),
    codes.map((code, at) => `教师 ${at + 2} 身份证件号 ${code}`),
  )
  assert.ok(!errors.some((error) => error.message.includes('19491231')), 'birth dates stay out of messages')
})

test('days: typed, true Excel days of any age, serials, 1904 workbooks', async () => {
  for (const cell of [
    '２０２５．３．８',
    '2025年3月8日',
    20_250_308,
    45_724,
    v(45_724, 's="1"'),
    v(45_724.5, 's="2"'),
    '45724',
  ]) {
    assert.equal(await dateOf(cell), '2025-03-08')
  }
  assert.equal(await dateOf(v(18_384, 's="1"')), '1950-05-01')
  assert.equal(await dateOf(v(45_724 - 1462, 's="2"'), { date1904: true }), '2025-03-08')
  assert.equal(await dateOf(String(45_724 - 1462), { date1904: true }), '2025-03-08')
})

test('numbers that are not days are refused as days, also with a format that merely looks like one', async () => {
  const { errors } = await teachers([
    [ID, '张', 'S1', null, 12_345],
    [ID, '张', 'S1', null, v(18_384, 's="4"')],
    [ID, '张', 'S1', null, v(1, 't="b"')],
  ])
  assert.deepEqual(briefly(errors), [
    '教师 2 参加工作日期 date',
    '教师 3 参加工作日期 date',
    '教师 4 参加工作日期 date',
  ])
})

test('codes typed as numbers keep the zeros that their format shows; texts that Excel made days are days again', async () => {
  const row = await one([ID, v(45_724, 's="1"'), v(123, 's="3"'), null, null])
  assert.deepEqual(row && 'professionalTitle' in row && [row.name, row.unitCode], ['2025-03-08', '000123'])
})

test('a format longer than Excel writes is none: nothing is filled up with thousands of zeros', async () => {
  const styles = STYLES.replace('"000000"', `"${'0'.repeat(4000)}"`)
  const row = await one([ID, v(7, 's="3"'), v(123, 's="3"'), null, null], { styles })
  assert.deepEqual(row && 'professionalTitle' in row && [row.name, row.unitCode], ['7', '123'])
})

test('error values and formulas without a result are told by the cell they stand in', async () => {
  const { errors } = await teachers([
    [v('#N/A', 't="e"'), '#REF!', v('#VALUE!', 't="e"'), null, { body: '<f>TODAY()</f>' }],
    [ID, { attributes: 't="str"', body: '<f>""</f><v></v>' }, 'S1'],
  ])
  assert.deepEqual(briefly(errors), [
    '教师 2 身份证件号 id-number',
    '教师 2 姓名 value',
    '教师 2 单位代码 value',
    '教师 2 参加工作日期 date',
    '教师 3 姓名 required',
  ])
})

test('a row is one entry for each bad cell, in the sheet’s order whatever the file’s', async () => {
  const head = ['参加工作日期', '姓名', '身份证件号', '单位代码']
  const { errors, report } = await readBookWhole({
    sheets: [{ name: '教师', rows: [head, ['去年', null, '1', ' 　']] }],
  })
  assert.deepEqual(briefly(errors), [
    '教师 2 身份证件号 id-number',
    '教师 2 姓名 required',
    '教师 2 单位代码 required',
    '教师 2 参加工作日期 date',
  ])
  assert.equal(report.tabs[0]?.refused, 1)
})

test('texts that would break keys are refused, not cut', async () => {
  const { errors } = await teachers([[ID, '张'.repeat(201), 'S'.repeat(65)]])
  assert.deepEqual(briefly(errors), ['教师 2 姓名 value', '教师 2 单位代码 value'])
})

test('numbers, rates, slots and words by their ranges', async () => {
  const policy = ['年度', '学分类别', '年度要求', '学时每学分', '单项上限', '最低出勤率']
  const checks = ['活动编号', '身份证件号', '场次', '状态']
  const { errors, rows } = await readBookWhole({
    sheets: [
      {
        name: '学分政策',
        rows: [
          policy,
          ['２０２４', '集中', '1,200', 1.2, null, '80%'],
          [2024, '网络', 0.1 + 0.2, '１．５', '', 0.66],
          [2024.5, '校本', '-1', 0, 'x', '80'],
          ['2024年', '校本', v(1, 't="b"'), '80%', '1 000', '120%'],
        ],
      },
      {
        name: '签到',
        rows: [
          checks,
          ['A', ID, 0, '出勤'],
          ['A', ID, 1.5, '出 勤'],
          ['A', ID, '二', '旷课'],
          ['A', ID, -1, '迟到'],
          ['A', ID, '１', ' 请假　'],
        ],
      },
    ],
  })
  assert.deepEqual(
    rows
      .get('学分政策')
      ?.map((row) =>
        'requirement' in row
          ? [row.year, row.requirement, row.hoursPerCredit, row.itemCap, row.leastAttendance]
          : [],
      ),
    [
      [2024, '1200', '1.2', null, '0.8'],
      [2024, '0.3', '1.5', null, '0.66'],
    ],
  )
  assert.deepEqual(briefly(errors), [
    ...['年度', '年度要求', '学时每学分', '单项上限', '最低出勤率'].map(
      (column) => `学分政策 4 ${column} number`,
    ),
    ...['年度', '年度要求', '学时每学分', '单项上限', '最低出勤率'].map(
      (column) => `学分政策 5 ${column} number`,
    ),
    '签到 2 场次 value',
    '签到 3 场次 number',
    '签到 4 场次 number',
    '签到 4 状态 value',
    '签到 5 场次 value',
  ])
})

test('an end before its start is told of rows whose cells all pass; equal is allowed', async () => {
  const head = ['身份证件号', '称号', '级别', '命名日期', '到期日期']
  const { errors, rows } = await readBookWhole({
    sheets: [
      {
        name: '称号',
        rows: [
          head,
          [ID, '名师', '县级', '2025-01-02', '2025.1.1'],
          [ID, '名师', '县级', '2025-01-02', '2025-01-02'],
          [ID, '名师', '县', '2025-01-02', '2024-01-02'],
          [ID, '名师', '县级', '2025-01-02', null],
        ],
      },
    ],
  })
  assert.deepEqual(briefly(errors), ['称号 4 级别 value', '称号 2 到期日期 period'])
  assert.equal(rows.get('称号')?.length, 3)
})

/** Read by their patterns they would take minutes; the limit is there to end such a test, not to measure. */
const WITHOUT_END = { timeout: 60_000 }
test(
  'values far longer than any value are refused by how they begin, however many',
  WITHOUT_END,
  async () => {
    const long = (n: number): TestCell[] => [
      `${ID}${"'".repeat(30_000)}${n}`,
      '张三',
      'S1',
      null,
      '2025-03-08 x',
    ]
    const { errors } = await teachers(Array.from({ length: 100 }, (_, n) => long(n)))
    assert.deepEqual([...new Set(errors.map(({ code }) => code))].toSorted(), ['date', 'id-number'])
    assert.equal(errors.length, 200)
  },
)
