import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unzipSync } from 'fflate'
import { NoGlyphs } from '#kernel/document/render/pdf/ink.ts'
import { certificatesDocx } from './certificate-docx.ts'
import { certificatesPdf, inGroups, type Sheet } from './certificate-pdf.ts'
import { tidyCode } from './code.ts'

const sheet = (name: string): Sheet => ({
  printed: {
    title: '荣誉证书',
    salutation: `${name}老师：`,
    text: ['特发此证，以资鼓励。'],
    fields: [{ title: '命名文号', value: '甲教〔2026〕15号' }],
    number: '2026-0001',
    issuer: '甲县教育局',
    day: '2026-03-10',
  },
  code: '7K3M9QX2WZ4B',
  address: 'https://peixun.example/c/7K3M9QX2WZ4B',
})

const pages = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0

test('eighty certificates are eighty pages, rare names among them', async () => {
  const sheets = Array.from({ length: 80 }, (_, n) => sheet(['𠮷田䶮', '张㛃', '王小明'][n % 3] ?? ''))
  const pdf = await certificatesPdf(sheets)
  assert.equal(pages(pdf), 80)
})

test('a character that no font has is named, and no page with an empty box comes out', async () => {
  const refused = await certificatesPdf([sheet('张\u{10fffd}')]).catch((error: unknown) => error)
  assert.ok(refused instanceof NoGlyphs)
  assert.deepEqual(refused.characters, ['\u{10fffd}'])
})

test('the Word file has the words and a picture of the code', async () => {
  const files = unzipSync(new Uint8Array(await certificatesDocx([sheet('张㛃'), sheet('𠮷田')])))
  const xml = Buffer.from(files['word/document.xml'] ?? []).toString('utf8')
  assert.ok(xml.includes('张㛃老师') && xml.includes('𠮷田老师') && xml.includes('7K3M-9QX2-WZ4B'))
  assert.ok(Object.keys(files).some((name) => name.endsWith('.png')))
})

test('a code is read as people type it', () => {
  assert.equal(tidyCode(' 7k3m-9qx2-wz4b '), '7K3M9QX2WZ4B')
  assert.equal(tidyCode('OIL0'), '0110')
  assert.equal(inGroups('7K3M9QX2WZ4B'), '7K3M-9QX2-WZ4B')
})
