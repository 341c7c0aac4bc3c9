import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { sampleFacts } from '#test/document-facts.ts'
import { draftSummary } from '../draft.ts'
import { type DocumentModel, say } from '../model.ts'
import { allTexts } from '#test/document-texts.ts'
import { renderDocx } from './docx.ts'

async function partsOf(
  model: DocumentModel,
  language?: 'zh-Hans' | 'zh-Hant',
): Promise<Record<string, string>> {
  const files = unzipSync(new Uint8Array(await renderDocx(model, language)))
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

const model = draftSummary(sampleFacts('990123', 2025))

function millimetres(twips: number): number {
  return (twips / 1440) * 25.4
}

function numbers(xml: string): (string | undefined)[] {
  return [...xml.matchAll(/>([\d.]+%?)<\/w:t>/g)].map(([, number]) => number)
}

test('the page is A4 with a text block of 156 × 225 mm in 22 lines', async () => {
  const { 'word/document.xml': xml = '' } = await partsOf(model)
  assert.match(xml, /<w:pgSz w:w="11906" w:h="16838"/)
  const [, top, right, bottom, left] =
    /w:pgMar w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"/.exec(xml) ?? []
  assert.ok(Math.abs(millimetres(11906 - Number(left) - Number(right)) - 156) < 0.1)
  assert.ok(Math.abs(millimetres(16838 - Number(top) - Number(bottom)) - 225) < 0.1)
  assert.match(xml, /<w:docGrid w:type="lines" w:linePitch="579"\/>/)
  assert.ok(579 * 22 <= 16838 - Number(top) - Number(bottom))
})

test('28 characters of 3号 fit a line, and the text has exact lines and no widow control', async () => {
  const { 'word/styles.xml': styles = '' } = await partsOf(model)
  const [, spacing] = /<w:spacing w:val="(-?\d+)"\/>/.exec(styles) ?? []
  assert.ok(28 * (320 + Number(spacing)) <= 8844)
  const normal = /w:styleId="Normal">.*?<\/w:style>/.exec(styles)?.[0] ?? ''
  assert.match(normal, /w:line="579" w:lineRule="exact"/)
  assert.match(normal, /<w:widowControl w:val="0"\/>/)
  assert.match(normal, /<w:sz w:val="32"\/>/)
  assert.match(normal, /w:eastAsia="仿宋_GB2312"/)
})

test('every part is well-formed and every style, bookmark and relation is there', async () => {
  const parts = await partsOf(model)
  for (const [name, xml] of Object.entries(parts)) {
    if (!/\.(?:xml|rels)$/.test(name)) continue
    const parser = new SaxesParser({ xmlns: true })
    parser.on('error', (error) => assert.fail(`${name}: ${error.message}`))
    parser.write(xml).close()
  }
  const { 'word/document.xml': xml = '', 'word/styles.xml': styles = '' } = parts
  for (const [, id] of xml.matchAll(/<w:pStyle w:val="([^"]+)"/g))
    assert.ok(styles.includes(`w:styleId="${id}"`), id)
  const names = [...xml.matchAll(/<w:bookmarkStart w:name="([^"]+)"/g)].map(([, name]) => name)
  assert.equal(new Set(names).size, names.length)
  assert.ok(names.every((name) => (name ?? '').length <= 40))
  assert.equal(
    names.length,
    allTexts(model)
      .flat()
      .filter((run) => run.claim).length,
  )
})

test('numbers stand in the outer corner, table heads repeat and rows are not split', async () => {
  const parts = await partsOf(model)
  assert.match(parts['word/settings.xml'] ?? '', /<w:evenAndOddHeaders\/>/)
  const footers = Object.entries(parts)
    .filter(([name]) => /word\/footer\d/.test(name))
    .map(([, xml]) => xml)
  assert.deepEqual(footers.map((xml) => /<w:jc w:val="(\w+)"/.exec(xml)?.[1]).toSorted(), ['left', 'right'])
  const xml = parts['word/document.xml'] ?? ''
  const tables = xml.match(/<w:tbl>/g)?.length ?? 0
  assert.equal(xml.match(/<w:tblHeader\/>/g)?.length, tables)
  assert.equal(xml.match(/<w:cantSplit\/>/g)?.length, xml.match(/<w:tr>/g)?.length)
})

test('rare characters and signs of XML come through', async () => {
  const odd: DocumentModel = {
    ...model,
    annexes: [],
    blocks: [{ kind: 'paragraph', text: say`𠮷田䶮<&>"'` }],
  }
  const { 'word/document.xml': xml = '' } = await partsOf(odd)
  assert.ok(xml.includes('𠮷田䶮&lt;&amp;&gt;'))
})

test('Traditional output converts the words, keeps names of places and every number', async () => {
  const { 'word/document.xml': hant = '' } = await partsOf(model, 'zh-Hant')
  const { 'word/document.xml': hans = '' } = await partsOf(model)
  assert.ok(hant.includes('青川谷縣') && hant.includes('教師研修工作總結') && !hant.includes('青川穀'))
  assert.deepEqual(numbers(hant), numbers(hans))
})

const office = spawnSync('soffice', ['--version']).status === 0 && spawnSync('pdftotext', ['-v']).status === 0

test(
  'a page of running text renders as 22 lines of 28 characters',
  { skip: !office && 'LibreOffice is not installed' },
  async () => {
    const long: DocumentModel = {
      ...model,
      annexes: [],
      blocks: [{ kind: 'paragraph', text: say`${'研'.repeat(28 * 60)}` }],
    }
    const folder = mkdtempSync(join(tmpdir(), 'page-'))
    try {
      writeFileSync(join(folder, 'page.docx'), await renderDocx(long))
      execFileSync(
        'soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'pdf',
          '--outdir',
          folder,
          join(folder, 'page.docx'),
        ],
        { stdio: 'ignore' },
      )
      execFileSync('pdftotext', ['-f', '2', '-l', '2', '-layout', join(folder, 'page.pdf')])
      const lines = readFileSync(join(folder, 'page.txt'), 'utf8')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line.startsWith('研'))
      assert.equal(lines.length, 22)
      assert.deepEqual([...new Set(lines.map((line) => [...line].length))], [28])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
