/** Sheets, headers and rows: what is read, what is passed over, and what is said of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { briefly, readBookWhole } from '#test/read-workbook.ts'
import type { TestCell } from '#test/workbook.ts'

const ID = '11010519491231002X'
const HEAD = ['活动编号', '身份证件号', '角色']
const ROW = ['A1', ID, '学员']

function titles(count: number): TestCell[][] {
  return Array.from({ length: count }, () => ['参与登记表', null, '(单位:人)'])
}

/** A row without cell references; the tag brings its prefix and attributes. */
function rowXml(tag: string, texts: readonly string[]): string {
  const prefix = tag.startsWith('x:') ? 'x:' : ''
  const cells = texts.map(
    (text) =>
      `<${prefix}c t="inlineStr"><${prefix}is><${prefix}t>${text}</${prefix}t></${prefix}is></${prefix}c>`,
  )
  return `<${tag}>${cells.join('')}</${prefix}row>`
}

test('up to five rows of titles may precede the header, not six', async () => {
  for (const count of [0, 1, 5]) {
    const { report } = await readBookWhole({
      sheets: [{ name: '参与', rows: [...titles(count), HEAD, ROW] }],
    })
    assert.deepEqual(
      [report.tabs[0]?.headerRow, report.tabs[0]?.rows, report.tabs[0]?.refused],
      [count + 1, 1, 0],
    )
  }
  const { errors, report } = await readBookWhole({
    sheets: [{ name: '参与', rows: [...titles(6), HEAD, ROW] }],
  })
  assert.deepEqual(briefly(errors), [
    '参与 1 活动编号 required',
    '参与 1 身份证件号 required',
    '参与 1 角色 required',
  ])
  assert.equal(report.tabs[0]?.refused, report.tabs[0]?.rows)
})

test('a title that equals a column is not taken for the header', async () => {
  const head = ['身份证件号', '称号', '级别', '命名日期']
  const { report, errors } = await readBookWhole({
    sheets: [{ name: '称号', rows: [['称号'], head, [ID, '名师', '县级', '2025-1-1']] }],
  })
  assert.deepEqual([report.tabs[0]?.headerRow, errors], [2, []])
})

test('a missing ★ column is one entry at the header, and refuses all rows', async () => {
  const { errors, rows, report } = await readBookWhole({
    sheets: [{ name: '参与', rows: [['参与表'], ['角色', '活动编号'], ['学员', 'A1'], [], ['坏', 'A2']] }],
  })
  assert.deepEqual(briefly(errors), ['参与 2 身份证件号 required'])
  assert.deepEqual(rows.get('参与'), [])
  assert.deepEqual([report.tabs[0]?.rows, report.tabs[0]?.refused], [2, 2])
})

test('heads may have stars, spaces and remarks; unknown and repeated columns are told and ignored', async () => {
  const head = ['序号', ' 活动 编号★', '身份证件号（必填）', '*角色', '角色', '备 注', '错误说明']
  const { errors, rows, report } = await readBookWhole({
    sheets: [
      {
        name: '参与',
        rows: [head, [1, 'A1', ID, '学员', '主讲', 'x', '旧的说明'], [2], [3, null, null, null, '主讲']],
      },
    ],
  })
  assert.deepEqual(errors, [])
  assert.equal(rows.get('参与')?.length, 1)
  assert.deepEqual(
    report.warnings.map(({ sheet, column }) => `${sheet} ${column}`),
    ['参与 序号', '参与 角色', '参与 备注'],
  )
  assert.equal(report.tabs[0]?.rows, 1, 'a row with nothing but ignored columns is a blank row')
})

test('tabs: stray spaces, full-width continuations, hidden and unknown ones', async () => {
  const { rows, report } = await readBookWhole({
    sheets: [
      { name: ' 参与', rows: [HEAD, ROW] },
      { name: '参与（2）', rows: [HEAD, ['A2', ID, '主讲']] },
      {
        name: '参与 (3)',
        rows: [
          ['身份证件号', '角色', '活动编号'],
          ['坏', '学员', 'A3'],
        ],
        state: 'hidden',
      },
      { name: 'Sheet1', rows: [HEAD] },
      { name: '荣誉' },
    ],
  })
  assert.deepEqual(
    report.tabs.map(({ sheet, title, rows: count }) => `${sheet} ${title} ${count}`),
    ['参与 参与 1', '参与 参与(2) 1', '参与 参与(3) 1', '荣誉 荣誉 0'],
  )
  assert.equal(rows.get('参与')?.length, 2)
  assert.deepEqual(
    report.warnings.map(({ sheet }) => sheet),
    ['参与 (3)', 'Sheet1', '荣誉'],
  )
})

test('a hundred thousand blank rows with styles are passed over quickly', async () => {
  const blank = Array.from(
    { length: 100_000 },
    (_, at) =>
      `<row r="${at + 3}"><c r="A${at + 3}" s="1"/><c r="B${at + 3}" s="1"/><c r="C${at + 3}" t="inlineStr"><is><t> </t></is></c></row>`,
  )
  const xml = `<worksheet><sheetData>${rowXml('row', HEAD)}${rowXml('row', ROW)}${blank.join('')}${rowXml('row r="100003"', ROW)}</sheetData></worksheet>`
  const started = performance.now()
  const { rows, report } = await readBookWhole({ sheets: [{ name: '参与', xml }] })
  assert.deepEqual(
    rows.get('参与')?.map(({ row }) => row),
    [2, 100_003],
  )
  assert.equal(report.tabs[0]?.rows, 2)
  assert.ok(performance.now() - started < 5000)
})

test('prefixed elements, cells without references and CDATA are the same sheet', async () => {
  const xml = `\ufeff<?xml version='1.0'?><!-- <row> --><x:worksheet xmlns:x="a>b"><x:sheetData>${rowXml('x:row', ['活动编号', '身份证件号', '角色'])}${rowXml('x:row', ['<![CDATA[A&1]]>', ID, '学员'])}</x:sheetData></x:worksheet>`
  const { rows, errors } = await readBookWhole({ sheets: [{ name: '参与', xml }] })
  assert.deepEqual(errors, [])
  assert.deepEqual(rows.get('参与'), [{ row: 2, activityNumber: 'A&1', identityNumber: ID, role: 'trainee' }])
})
