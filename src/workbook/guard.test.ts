/** Files that are no workbook, or a hostile one: each gets words, none gets memory. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { readBookWhole, readFileWhole } from '#test/read-workbook.ts'
import { bookBytes, sheetXml, withFile, type TestBook } from '#test/workbook.ts'
import { WorkbookRefused } from './refusal.ts'
import type { TypedBatch } from './batch.ts'
import { parseWorkbook, type ParseOptions } from './parse.ts'

const BOOK: TestBook = { sheets: [{ name: '参与', rows: [['活动编号', '身份证件号', '角色']] }] }

/** A compound file with a directory of these streams, as Excel makes for old and for encrypted workbooks. */
function compoundFile(...streams: string[]): Buffer {
  const file = Buffer.alloc(2048)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(1, 48)
  streams.forEach((name, at) => file.write(name, 1024 + at * 128, 'utf16le'))
  return file
}

/** A zip with this part beside a workbook of nothing. */
function zipWith(part: string): TestBook {
  const content = ['<x/>']
  return {
    sheets: [],
    parts: [
      { name: part, content },
      { name: '_rels/.rels', content: ['<Relationships/>'] },
      { name: 'xl/workbook.xml', content },
    ],
  }
}

function manyStrings(start: number): string {
  return Array.from({ length: 20_000 }, (_, at) => `<si><t>${start + at} ${'张'.repeat(30)}</t></si>`).join(
    '',
  )
}

async function refused(bytes: Buffer, code: string, words: RegExp, options?: ParseOptions): Promise<void> {
  const error = await withFile(bytes, (path) => readFileWhole(path, options)).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof WorkbookRefused, String(error))
  assert.equal(error.code, code)
  assert.match(error.message, words)
}

test('files of other kinds are named', async () => {
  await refused(Buffer.alloc(0), 'not-a-workbook', /空的/)
  await refused(Buffer.from('姓名,单位\n张三,一小\n'), 'not-a-workbook', /CSV/)
  await refused(Buffer.from('%PDF-1.7 …'), 'not-a-workbook', /PDF/)
  await refused(Buffer.from('<html><table><tr><td>1</td></tr></table>'), 'not-a-workbook', /网页/)
  await refused(compoundFile('Root Entry', 'Workbook'), 'old-format', /\.xls/)
  await refused(compoundFile('Root Entry', 'EncryptionInfo', 'EncryptedPackage'), 'encrypted', /加密/)
  await refused(compoundFile('Root Entry', 'WordDocument'), 'not-a-workbook', /Word/)
  await assert.rejects(readFileWhole('/nowhere/no.xlsx'), WorkbookRefused)
})

test('zips that are no workbook are named', async () => {
  const bytes = await bookBytes(zipWith('word/document.xml'))
  await refused(
    Buffer.from(bytes.toString('latin1').replaceAll('xl/workbook.xml', 'xl/workbook.txt'), 'latin1'),
    'not-a-workbook',
    /Word/,
  )
})

test('a cut, changed or password-protected zip is refused', async () => {
  const bytes = await bookBytes(BOOK)
  await refused(bytes.subarray(0, bytes.length - 30), 'damaged', /另存/)
  const local = Buffer.from(bytes)
  const central = local.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
  local.writeUInt16LE(local.readUInt16LE(central + 8) | 1, central + 8)
  await refused(local, 'encrypted', /密码/)
})

test('XML that is broken, truncated, in another encoding or with entities of its own is refused', async () => {
  const head = sheetXml([['活动编号', '身份证件号', '角色']])
  const wrong = [
    head.replace('</worksheet>', ''),
    head.replace('</row>', '</rows>'),
    `<!DOCTYPE x [<!ENTITY a "aaaa">]>${head}`,
    head.replace('UTF-8', 'GB18030'),
    '\u0000<\u0000w',
    '<worksheet><a <b></worksheet>',
  ]
  for (const xml of wrong) {
    const bytes = await bookBytes({ ...BOOK, parts: [{ name: 'xl/worksheets/sheet1.xml', content: [xml] }] })
    await refused(bytes, 'damaged', /XML/)
  }
})

test('bombs: declared, in ratio, in number of parts, in length of one token', async () => {
  const megabyte = Buffer.alloc(1024 ** 2, 32)
  const heavy = (count: number): TestBook => ({
    ...BOOK,
    parts: [
      {
        name: 'xl/worksheets/sheet1.xml',
        content: ['<worksheet>', ...Array<Buffer>(count).fill(megabyte), '</worksheet>'],
      },
    ],
  })
  await refused(await bookBytes(heavy(40)), 'too-large', /压缩比/, { limits: { ratio: 100 } })
  await refused(await bookBytes(heavy(3)), 'too-large', /GB/, { limits: { unpackedBytes: 2 * 1024 ** 2 } })
  await refused(await bookBytes(BOOK), 'too-large', /部件/, { limits: { entries: 3 } })
  await refused(await bookBytes(BOOK), 'too-large', /MB/, { limits: { fileBytes: 100 } })
  await refused(await bookBytes(heavy(20)), 'damaged', /过长/)
})

test('a part that streams more than it declares is stopped', async () => {
  const bytes = await bookBytes({
    ...BOOK,
    sheets: [
      {
        name: '参与',
        rows: [['活动编号', '身份证件号', '角色'], ...Array.from({ length: 5000 }, () => ['A', 'B', 'C'])],
      },
    ],
  })
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const central = bytes.lastIndexOf(name) - 46
  assert.equal(bytes.readUInt32LE(central), 0x02014b50)
  bytes.writeUInt32LE(1000, central + 24)
  await refused(bytes, 'damaged', /长度/)
})

test('memory that runs out ends the reader, not the process', async () => {
  const strings = Array.from({ length: 20 }, (_, at) => manyStrings(at * 20_000))
  await refused(await bookBytes({ ...BOOK, strings }), 'too-large', /内存|太多/, {
    limits: { heapMegabytes: 24 },
  })
})

test('an aborted reading stops with the reason given', async () => {
  const reason = new Error('stopped')
  await assert.rejects(readBookWhole(BOOK, { signal: AbortSignal.abort(reason) }), reason)
})

test('a fault further on is told only when the batches before it are written', async () => {
  const row = ['A1', '11010519491231002X', '学员']
  const rows = [['活动编号', '身份证件号', '角色'], ...Array.from({ length: 9000 }, () => row)]
  const bytes = await bookBytes({
    sheets: [
      { name: '参与', rows },
      { name: '签到', xml: '<worksheet><broken>' },
    ],
  })
  let writing = 0
  let written = 0
  const slow = async (batch: TypedBatch): Promise<void> => {
    writing++
    await setTimeout(5)
    writing--
    written += batch.rows.length
  }
  await withFile(bytes, (path) => assert.rejects(parseWorkbook(path, slow), WorkbookRefused))
  assert.deepEqual([writing, written], [0, 9000])
})

test('what the writer of a batch throws is what the caller gets', async () => {
  const reason = new Error('disk full')
  const bytes = await bookBytes({
    sheets: [
      {
        name: '参与',
        rows: [
          ['活动编号', '身份证件号', '角色'],
          ['A1', 'x', '学员'],
        ],
      },
    ],
  })
  await withFile(bytes, (path) =>
    assert.rejects(
      parseWorkbook(path, () => Promise.reject(reason)),
      reason,
    ),
  )
})
