import assert from 'node:assert/strict'
import { readFile, rm } from 'node:fs/promises'
import { test } from 'node:test'
import type { CellError } from '#contract/import-report.ts'
import { briefly, readFileWhole } from '#test/read-workbook.ts'
import { bookBytes, partText, withFile, type TestBook } from '#test/workbook.ts'
import { writeReport } from './report.ts'

const ID = '11010519491231002X'
const HEAD = ['活动编号', '身份证件号', '角色']
const STYLES =
  '<x:styleSheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:fonts count="1"><x:font><x:sz val="11"/></x:font></x:fonts><x:fills count="1"><x:fill><x:patternFill patternType="none"/></x:fill></x:fills>' +
  '<x:cellXfs count="2"><x:xf numFmtId="0" fontId="0" fillId="0"/><x:xf numFmtId="14" fontId="0" fillId="0"><x:alignment horizontal="center"/></x:xf></x:cellXfs></x:styleSheet>'

/** Writes the report of a book, with errors of its own and `more`, and hands over its bytes. */
async function reportOf(book: TestBook, more: readonly CellError[] = []): Promise<Buffer> {
  return await withFile(await bookBytes(book), async (path) => await reportOfFile(path, more))
}

async function reportOfFile(path: string, more: readonly CellError[] = []): Promise<Buffer> {
  const { report, errors } = await readFileWhole(path)
  const target = `${path}.report`
  await writeReport(path, target, report, [...errors, ...more])
  const bytes = await readFile(target)
  await rm(target)
  return bytes
}

test('bad cells keep their look and get a colour; the reasons stand in the first free column', async () => {
  const bytes = await reportOf({
    sheets: [
      {
        name: '参与',
        rows: [
          ['参与登记表'],
          HEAD,
          ['A1', { attributes: 's="1" t="inlineStr"', body: '<is><t>坏号</t></is>' }, null],
          ['A2', ID, '学员'],
        ],
      },
      { name: '说明', rows: [['不认识的表']] },
    ],
    styles: STYLES,
  })
  const sheet = await partText(bytes, 'xl/worksheets/sheet1.xml')
  assert.match(
    sheet,
    /<c s="3" r="B3" +t="inlineStr"><is><t>坏号<\/t><\/is><\/c><c r="C3" s="4"\/><c r="D3" s="2"/,
  )
  assert.match(sheet, /<c r="D2" s="2" t="inlineStr"><is><t>错误说明<\/t>/)
  assert.match(sheet, /“身份证件号”.*“角色”必填/)
  assert.match(sheet, /<cols><col min="4" max="4" /)
  const styles = await partText(bytes, 'xl/styles.xml')
  assert.match(styles, /<x:cellXfs count="5">/)
  assert.match(
    styles,
    /<x:xf numFmtId="14" fontId="0" fillId="1" applyFill="1"><x:alignment horizontal="center"\/><\/x:xf>/,
  )
  assert.match(styles, /<x:fills count="2">.*<x:fonts count="2">|<x:fonts count="2">.*<x:fills count="2">/)
})

test('the report can be corrected and handed in again: nothing is lost, old reasons go', async () => {
  const rows = [HEAD, ['A1', '坏号', '学员'], ['A2', ID, '主讲'], ['A3', ID, '参观']]
  const first = await reportOf({ sheets: [{ name: '参与', rows }], styles: STYLES })
  const again = await withFile(first, async (path) => {
    const read = await readFileWhole(path)
    assert.deepEqual(briefly(read.errors), ['参与 2 身份证件号 id-number', '参与 4 角色 value'])
    assert.deepEqual(read.report.warnings, [])
    const second = { ...read.report, tabs: read.report.tabs }
    await writeReport(path, `${path}.2`, second, read.errors.slice(0, 1))
    return await readFile(`${path}.2`)
  })
  const sheet = await partText(again, 'xl/worksheets/sheet1.xml')
  assert.equal(sheet.match(/错误说明/g)?.length, 1)
  assert.match(sheet, /<c r="D2"/)
  assert.doesNotMatch(sheet, /<c r="D4"/)
})

test('a missing column is told at the header; errors found later mark their own tab', async () => {
  const book: TestBook = {
    sheets: [
      {
        name: '参与',
        rows: [
          ['活动编号', '角色'],
          ['A1', '学员'],
        ],
      },
      { name: '参与(2)', rows: [HEAD, ['A9', ID, '学员']] },
    ],
    styles: STYLES,
  }
  const bytes = await reportOf(book, [
    { sheet: '参与(2)', row: 2, column: '活动编号', code: 'reference', message: '没有活动 A9。' },
  ])
  assert.match(
    await partText(bytes, 'xl/worksheets/sheet1.xml'),
    /<c r="C1"[^>]*><is><t>错误说明：缺少必填的列“身份证件号”/,
  )
  assert.match(await partText(bytes, 'xl/worksheets/sheet2.xml'), /<c s="3" r="A2".*没有活动 A9。/)
})

test('the sample county’s report is the county’s own workbook, cell for cell', async () => {
  const source = new URL('../../test/fixtures/county/dirty.xlsx', import.meta.url).pathname
  const { errors, report, rows } = await readFileWhole(source)
  const bytes = await withFile(Buffer.alloc(0), async (path) => {
    await writeReport(source, path, report, errors)
    return await readFile(path)
  })
  const again = await withFile(bytes, (path) => readFileWhole(path))
  assert.deepEqual(again.errors, errors)
  assert.deepEqual(again.rows, rows)
})
