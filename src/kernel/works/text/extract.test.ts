import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { Document, Packer, Paragraph } from 'docx'
import Pdf from 'pdfkit'
import { wordsOf } from './extract.ts'

test('a Word file gives its paragraphs, line by line', async () => {
  const children = ['三角形的面积', '一、导入'].map((text) => new Paragraph(text))
  const file = await Packer.toBuffer(new Document({ sections: [{ children }] }))
  assert.equal(await wordsOf('docx', file), '三角形的面积\n一、导入')
})

test('a text of an older editor is read as GB 18030', async () => {
  assert.equal(await wordsOf('txt', Buffer.from([0xbd, 0xcc, 0xb0, 0xb8])), '教案')
  assert.equal(await wordsOf('txt', Buffer.from('教案\r\n\r\n\r\n\r\n第二节')), '教案\n\n第二节')
})

test('what has no words, or is damaged, has none', async () => {
  assert.equal(await wordsOf('mp4', Buffer.from('x')), null)
  assert.equal(await wordsOf('docx', Buffer.from('PK\u0003\u0004 broken')), null)
  assert.equal(await wordsOf('pdf', Buffer.from('%PDF-1.7 broken')), null)
})

const require = createRequire(import.meta.url)

function pdfOf(...lines: string[]): Promise<Buffer> {
  const pdf = new Pdf({ size: 'A4' })
  const bytes = buffer(pdf)
  pdf
    .font(require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'))
    .fontSize(12)
  for (const line of lines) pdf.text(line)
  pdf.end()
  return bytes
}

test('a PDF gives its words, also those that its lines cut', async () => {
  const long =
    '本节课从学生熟悉的生活情境引入，让学生用剪拼的方法推导平行四边形的面积公式，再用它解决实际问题，体会转化的思想。'
  const words = await wordsOf('pdf', await pdfOf('平行四边形的面积', long))
  assert.equal(words, `平行四边形的面积\n${long}`)
})

test('many PDFs at once are all read, a few at a time', async () => {
  const files = await Promise.all(['甲', '乙', '丙', '丁', '戊'].map((name) => pdfOf(`${name}校的教案`)))
  const words = await Promise.all(files.map((file) => wordsOf('pdf', file)))
  assert.deepEqual(
    words,
    ['甲', '乙', '丙', '丁', '戊'].map((name) => `${name}校的教案`),
  )
})
