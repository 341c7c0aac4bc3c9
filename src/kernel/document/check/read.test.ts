import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readBlocks } from './read.ts'

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

function read(body: string) {
  return readBlocks(`<w:document ${W}><w:body>${body}</w:body></w:document>`)
}

function run(text: string): string {
  return `<w:r><w:t>${text}</w:t></w:r>`
}

test('runs of a paragraph are one text, and marks keep their place', () => {
  const [block] = read(
    `<w:p>${run('获奖')}<w:bookmarkStart w:id="1" w:name="n0123456789ab_7"/>${run('9')}${run('8')}<w:bookmarkEnd w:id="1"/>${run('项')}</w:p>`,
  )
  assert.deepEqual(block, {
    kind: 'paragraph',
    text: '获奖98项',
    marks: [{ claimId: 'n0123456789ab', start: 2, end: 4 }],
  })
})

test('insertions count, deletions and what was moved away do not', () => {
  const [block] = read(
    `<w:p>${run('甲')}<w:del w:id="1"><w:r><w:delText>乙</w:delText></w:r></w:del><w:ins w:id="2">${run('丙')}</w:ins><w:moveFrom w:id="3">${run('丁')}</w:moveFrom><w:moveTo w:id="4">${run('戊')}</w:moveTo></w:p>`,
  )
  assert.equal(block?.kind === 'paragraph' && block.text, '甲丙戊')
})

test('a paragraph whose end was deleted runs on into the next', () => {
  const blocks = read(
    `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run('甲')}</w:p><w:p>${run('乙')}</w:p>`,
  )
  assert.deepEqual(
    blocks.map((block) => block.kind === 'paragraph' && block.text),
    ['甲乙'],
  )
})

test('tables are rows of cells, deleted rows are gone, fields and fall-backs are read once', () => {
  const cell = (text: string) => `<w:tc><w:p>${run(text)}</w:p></w:tc>`
  const [table, paragraph] = read(
    `<w:tbl><w:tr>${cell('学校')}${cell('人数')}</w:tr><w:tr><w:trPr><w:del w:id="1"/></w:trPr>${cell('甲')}${cell('1')}</w:tr><w:tr>${cell('乙')}${cell('2')}</w:tr></w:tbl>` +
      `<w:p><mc:AlternateContent><mc:Choice>${run('图')}</mc:Choice><mc:Fallback>${run('图')}</mc:Fallback></mc:AlternateContent><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>`,
  )
  assert.deepEqual(table?.kind === 'table' && table.rows.map((row) => row.map(({ text }) => text)), [
    ['学校', '人数'],
    ['乙', '2'],
  ])
  assert.equal(paragraph?.kind === 'paragraph' && paragraph.text, '图')
})

test('entities of a file’s own are refused', () => {
  assert.throws(() =>
    readBlocks(
      `<!DOCTYPE x [<!ENTITY a "b">]><w:document ${W}><w:body><w:p>${run('&a;')}</w:p></w:body></w:document>`,
    ),
  )
})
