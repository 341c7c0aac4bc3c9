import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { readFileWhole } from '#test/read-workbook.ts'
import { partText, withFile } from '#test/workbook.ts'
import { escapeXml, looksLikeFormula } from './write/escape.ts'
import { writeCsv } from './write/csv.ts'
import type { Table, TableValue } from './write/table.ts'
import { sheetTitle } from './write/workbook-xml.ts'
import { writeWorkbook, type WriteOptions } from './write.ts'

const ID = '11010519491231002X'

async function bytesOf(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const list: Buffer[] = []
  for await (const chunk of chunks) list.push(chunk)
  return Buffer.concat(list)
}

async function written(tables: Table[], options?: WriteOptions): Promise<Buffer> {
  return await bytesOf(writeWorkbook(tables, options))
}

function onlineCourses(rows: readonly (readonly TableValue[])[]): Table {
  const heads = ['身份证件号', '平台', '课程', '学时', '完成日期']
  return {
    name: '网络学时',
    columns: heads.map((head) => ({ head, kind: head === '学时' ? 'number' : 'text' })),
    rows,
  }
}

test('what is written is read back the same, whatever the text', async () => {
  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter(
      (text) =>
        text.normalize('NFKC').trim() === text &&
        !/[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/u.test(text) &&
        !text.startsWith('#'),
    )
  await fc.assert(
    fc.asyncProperty(word, word, async (platform, course) => {
      const rows = [[ID, platform, course, '1.25', '2025-03-08']]
      const book = await withFile(await written([onlineCourses(rows)]), (path) => readFileWhole(path))
      assert.deepEqual(book.errors, [])
      assert.deepEqual(book.rows.get('网络学时'), [
        { row: 2, identityNumber: ID, platform, course, hours: '1.25', completedOn: '2025-03-08' },
      ])
    }),
    {
      numRuns: 12,
      examples: [
        ['=1+1', '_x0041_ <&"\n>'],
        ['-1+2', '𠮷=田'],
      ],
    },
  )
})

test('a table longer than a sheet goes on in another, with its header', async () => {
  const rows = Array.from({ length: 25 }, (_, at) => [ID, '平台', `课程${at}`, at, '2025-03-08'])
  const { rows: read, report } = await withFile(
    await written([onlineCourses(rows)], { lastRow: 11 }),
    (path) => readFileWhole(path),
  )
  assert.deepEqual(
    report.tabs.map(({ title, rows: count }) => `${title} ${count}`),
    ['网络学时 10', '网络学时(2) 10', '网络学时(3) 5'],
  )
  assert.equal(read.get('网络学时')?.length, 25)
})

test('an exactly full sheet is not followed by an empty one; an empty table is a header', async () => {
  const rows = Array.from({ length: 10 }, (_, at) => [ID, '平台', `课程${at}`, at, '2025-03-08'])
  for (const [count, tabs] of [
    [10, 1],
    [0, 1],
  ] as const) {
    const { report } = await withFile(
      await written([onlineCourses(rows.slice(0, count))], { lastRow: 11 }),
      (path) => readFileWhole(path),
    )
    assert.equal(report.tabs.length, tabs)
  }
})

test('cells that look like formulas are texts, marked so that editing does not wake them', async () => {
  const bytes = await written([
    {
      name: '名单',
      columns: [
        { head: '姓名', kind: 'text' },
        { head: '合计', kind: 'fixed' },
      ],
      rows: [
        ['=HYPERLINK("x")', '12.50'],
        ['张三', -3],
      ],
    },
  ])
  const sheet = await partText(bytes, 'xl/worksheets/sheet1.xml')
  const styles = await partText(bytes, 'xl/styles.xml')
  const style = Number(/<c r="A2" s="(\d+)" t="inlineStr"/.exec(sheet)?.[1])
  const formats = styles.slice(styles.indexOf('<cellXfs')).match(/<xf [^>]*>/g)
  assert.match(formats?.[style] ?? '', /quotePrefix="1"/)
  assert.match(sheet, /<c r="B2" s="\d+"><v>12\.50<\/v><\/c>/)
  assert.match(sheet, /<c r="B3" s="\d+"><v>-3<\/v><\/c>/)
  assert.doesNotMatch(sheet, /<f>/)
})

test('CSV: BOM, quotes, line ends, two decimals, formulas defused but negative numbers left', async () => {
  const table: Table = {
    name: 'x',
    columns: [
      { head: '姓名', kind: 'text' },
      { head: '合计', kind: 'fixed' },
    ],
    rows: [
      ['张"三",\n', '2.5'],
      ['@SUM(A1)', -1],
      ['＝1', null],
      ['-2+3', '10.00'],
    ],
  }
  const text = (await bytesOf(writeCsv(table))).toString('utf8')
  assert.equal(text, `\ufeff姓名,合计\r\n"张""三"",\n",2.50\r\n'@SUM(A1),-1.00\r\n'＝1,\r\n'-2+3,10.00\r\n`)
})

test('formula starts are known in every form', () => {
  for (const text of ['=1', '+1', '-1', '@a', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠a'])
    assert.ok(looksLikeFormula(text), text)
  for (const text of ['1-1', '张三', '', 'a=b']) assert.ok(!looksLikeFormula(text), text)
})

test('no text makes XML that is not XML', () => {
  const allowed =
    /^(?:[^<>&"\p{Cs}\p{Cc}\ufffe\uffff]|[\t\n]|\p{Cc}(?<=[\u007f-\u009f])|&(?:lt|gt|amp|quot);)*$/u
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.match(escapeXml(text), allowed)))
})

test('tabs get titles that Excel takes', () => {
  assert.equal(sheetTitle('甲/乙[1]:*?', []), '甲 乙 1')
  assert.equal(sheetTitle('表', ['表', '表(2)']), '表(3)')
  assert.equal(sheetTitle('长'.repeat(40), ['长'.repeat(31)]).length, 31)
  assert.equal(sheetTitle('', []), '表')
})
