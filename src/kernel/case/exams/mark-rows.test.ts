import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMarkRows, type MarkRow } from './mark-rows.ts'

const row = (n: number, values: MarkRow['values'], lost: string[] = []): MarkRow => ({ row: n, values, lost })
const read = (rows: MarkRow[], marked = true): unknown[] =>
  readMarkRows(rows, marked).lines.map((one) => [one.line, 'said' in one ? one.said : one.because])

test('rows of a sheet are said as lines of a pasted list are, by their row', () => {
  assert.deepEqual(
    read([
      row(4, { number: ' 2026-0001 ', name: '张 三', result: '78.50' }),
      row(5, { number: '2026-0002', name: '李四', result: '66分' }),
      row(7, { number: '2026-0003', result: '空白' }),
    ]),
    [
      [4, { number: '2026-0001', name: '张三', outcome: 'mark', mark: 78.5 }],
      [5, { number: '2026-0002', name: '李四', outcome: 'mark', mark: 66 }],
      [7, { number: '2026-0003', name: '', outcome: 'blank', mark: null }],
    ],
  )
  assert.deepEqual(read([row(2, { number: '2026-0001', result: '合格' })], false), [
    [2, { number: '2026-0001', name: '', outcome: 'pass', mark: null }],
  ])
})

test('who is marked absent has no mark, or the nought that programs write; never a mark as well', () => {
  const absent = { number: '2026-0001', name: '张三', outcome: 'absent', mark: null }
  const base = { number: '2026-0001', name: '张三' }
  assert.deepEqual(
    read([
      row(2, { ...base, absent: '是' }),
      row(3, { ...base, absent: '√', result: '0' }),
      row(4, { ...base, result: '缺考' }),
      row(5, { ...base, absent: '缺考', result: '缺考' }),
    ]).map((one) => (one as unknown[])[1]),
    [absent, absent, absent, absent],
  )
  assert.match(String(read([row(6, { ...base, absent: '1', result: '55' })])[0]), /既记了缺考，又有成绩“55”/)
  assert.deepEqual(read([row(7, { ...base, absent: '否', result: '55' })]), [
    [7, { ...base, outcome: 'mark', mark: 55 }],
  ])
})

test('a word that does not tell whether somebody was absent is refused, with the words that do', () => {
  const base = { number: '2026-0001', name: '张三', result: '55' }
  const words = ['违纪', '待定', '迟到']
  const { lines } = readMarkRows(
    [...words.map((absent, at) => row(at, { ...base, absent })), row(9, { ...base, absent: '未缺考' })],
    true,
  )
  assert.deepEqual(
    lines.map((one) => ('because' in one ? one.because : one.said.outcome)),
    [
      ...words.map(
        (word) => `“${word}”看不出是不是缺考：缺考请填“缺考”“是”或“√”，到考请填“否”“正常”“到考”或留空。`,
      ),
      'mark',
    ],
  )
  assert.equal(lines[0]?.text, '2026-0001\t张三\t55\t违纪', 'pasted back as it is, it is refused again')
  const unmarked = readMarkRows([row(2, { number: '2026-0001', absent: '违纪' })], true)
  assert.ok(unmarked.lines[0] !== undefined && 'because' in unmarked.lines[0], 'nor is it passed over')
})

test('a cell far longer than any number or mark is refused, and comes back short', () => {
  const long = `1.${'0'.repeat(500)}x`
  for (const values of [
    { number: '2026-0001', result: long },
    { number: long, result: '60' },
    { number: '2026-0001', result: '60', name: long },
    { number: '2026-0001', result: '60', absent: long },
  ]) {
    const [line] = readMarkRows([row(2, values)], true).lines
    assert.match(line !== undefined && 'because' in line ? line.because : '', /一格超过 60 个字/)
    assert.ok((line?.text.length ?? 999) < 150)
  }
})

test('a row without a result is passed over and counted; one that cannot be right says why', () => {
  const { lines, empty } = readMarkRows(
    [
      row(2, { number: '2026-0001', name: '张三' }),
      row(3, { number: '2026-0002', result: '101' }),
      row(4, { name: '李四', result: '60' }),
      row(5, { number: '20260000000000001', result: '60' }, ['number']),
    ],
    true,
  )
  assert.equal(empty, 1)
  const because = lines.map((one) => ('because' in one ? one.because : ''))
  assert.match(because[0] ?? '', /0 至 100 的分数/)
  assert.match(because[1] ?? '', /没有编号/)
  assert.match(because[2] ?? '', /设为文本/)
  assert.equal(lines[0]?.text, '2026-0002\t\t101', 'it comes back so that it can be mended')
})
