/** Lists that another office made: titles above, columns in any order, as a workbook or as text. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bookBytes, withFile, type TestBook, type TestCell } from '#test/workbook.ts'
import { readList } from './list.ts'
import type { ReadList } from './read/list-run.ts'
import { WorkbookRefused } from './refusal.ts'

const ASKED = {
  heads: { number: ['受理编号', '准考证号'], name: ['姓名'], mark: ['成绩', '分数'] },
  needed: ['number', 'mark'],
  mostRows: 5,
}
const n = (value: string | number): TestCell => ({ attributes: '', body: `<v>${value}</v>` })

async function ofText(content: string | Buffer, name = '成绩.csv'): Promise<ReadList> {
  return withFile(Buffer.from(content), (path) => readList({ path, name }, ASKED))
}

async function ofBook(book: TestBook): Promise<ReadList> {
  return withFile(await bookBytes(book), (path) => readList({ path, name: '成绩.xlsx' }, ASKED))
}

const refused = (words: RegExp) => (error: unknown) =>
  error instanceof WorkbookRefused && words.test(error.message)

test('the list is found below its titles, its columns by their heads, numbers as they are shown', async () => {
  const rows = [
    ['2026 年春季教育学心理学考试成绩'],
    ['考点：县一中', null, '2026-03-05'],
    ['序号', '分 数', '姓名', '准考证号★', '备注'],
    [n(1), n(78.5), '张三', n(20260001), '补考'],
    [],
    [n(2), null, '李四', { attributes: 's="0"', body: '<v>20260002</v>' }],
    [null, null, null, null, '监考：王五'],
  ]
  const list = await ofBook({
    sheets: [
      { name: '说明', rows: [['请按表填写']] },
      { name: '一考场', rows },
      { name: '二考场', rows },
    ],
  })
  assert.deepEqual([list.sheet, list.headRow, list.others], ['一考场', 3, ['二考场']])
  assert.deepEqual(list.heads, { number: '准考证号', name: '姓名', mark: '分数' })
  assert.deepEqual(list.rows, [
    { row: 4, values: { number: '20260001', name: '张三', mark: '78.5' }, lost: [] },
    { row: 6, values: { number: '20260002', name: '李四' }, lost: [] },
  ])
})

test('digits that the spreadsheet cut off are said to be lost', async () => {
  const list = await ofBook({
    sheets: [
      {
        name: '表',
        rows: [
          ['准考证号', '成绩'],
          [n('2.0260000000000001E+17'), n(60)],
        ],
      },
    ],
  })
  assert.deepEqual(list.rows[0]?.lost, ['number'])
})

test('text in the encodings and with the marks that spreadsheets write', async () => {
  const text = '成绩单\r\n准考证号,姓名,成绩\r\n2026-0001,"张,三",78\r\n="0002","李""四",60'
  const rows = [
    { row: 3, values: { number: '2026-0001', name: '张,三', mark: '78' }, lost: [] },
    { row: 4, values: { number: '0002', name: '李"四', mark: '60' }, lost: [] },
  ]
  assert.deepEqual((await ofText(text)).rows, rows)
  assert.deepEqual((await ofText(`\ufeff${text}`)).rows, rows)
  assert.deepEqual(
    (await ofText(Buffer.from(`\ufeff${text.replaceAll(/,(?!三)/g, '\t')}`, 'utf16le'), 'a.txt')).rows,
    rows,
  )
  // 准考证号,成绩 and 张 in GB 18030
  const gbk = Buffer.concat([
    Buffer.from('d7bcbfbcd6a4bac52cb3c9bca80d0a', 'hex'),
    Buffer.from('2026-0003,70\r\n', 'latin1'),
  ])
  assert.deepEqual((await ofText(gbk)).rows, [
    { row: 2, values: { number: '2026-0003', mark: '70' }, lost: [] },
  ])
})

test('a file without such a list, with too many rows, or that is none is refused in words', async () => {
  await assert.rejects(ofText('姓名,成绩\n张三,60'), refused(/要有“受理编号”或“准考证号”和“成绩”或“分数”/))
  const many = Array.from({ length: 6 }, (_, at) => `${at},60`).join('\n')
  await assert.rejects(ofText(`准考证号,成绩\n${many}`), refused(/超过 5 行/))
  await assert.rejects(ofText('%PDF-1.7', '成绩.xlsx'), refused(/PDF/))
  await assert.rejects(
    ofBook({
      sheets: [
        {
          name: '表',
          rows: [
            ['姓名', '成绩'],
            ['张三', n(60)],
          ],
        },
      ],
    }),
    refused(/没有找到表头/),
  )
})

test('a small file that unpacks to far more than any list is refused before it fills the memory', async () => {
  const padding = ' '.repeat(1024 ** 2)
  const content = ['<worksheet><sheetData/>', ...Array.from({ length: 140 }, () => padding), '</worksheet>']
  const book: TestBook = {
    sheets: [{ name: '成绩', rows: [] }],
    parts: [{ name: 'xl/worksheets/sheet1.xml', content }],
  }
  await assert.rejects(ofBook(book), refused(/压缩比异常|解压后超过/))
})
