import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Document, Packer, Paragraph } from 'docx'
import { wordsOf } from './extract.ts'

test('a Word file gives its paragraphs, line by line', async () => {
  const children = ['三角形的面积', '一、导入'].map((text) => new Paragraph(text))
  const file = await Packer.toBuffer(new Document({ sections: [{ children }] }))
  assert.equal(wordsOf('docx', file), '三角形的面积\n一、导入')
})

test('a text of an older editor is read as GB 18030', () => {
  assert.equal(wordsOf('txt', Buffer.from([0xbd, 0xcc, 0xb0, 0xb8])), '教案')
  assert.equal(wordsOf('txt', Buffer.from('教案\r\n\r\n\r\n\r\n第二节')), '教案\n\n第二节')
})

test('what has no words, or is damaged, has none', () => {
  assert.equal(wordsOf('mp4', Buffer.from('x')), null)
  assert.equal(wordsOf('docx', Buffer.from('PK\u0003\u0004 broken')), null)
})
