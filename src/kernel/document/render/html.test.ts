import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleFacts } from '#test/document-facts.ts'
import { draftSummary } from '../draft.ts'
import { say } from '../model.ts'
import { allTexts } from '#test/document-texts.ts'
import { renderHtml } from './html.ts'

const model = draftSummary(sampleFacts('990123', 2025))

test('every number from the records is an anchor with its references', () => {
  const html = renderHtml(model)
  const anchors = [...html.matchAll(/<a class="claim" href="#n[0-9a-f]{12}" data-ref="([^"]+)">/g)]
  assert.equal(
    anchors.length,
    allTexts(model)
      .flat()
      .filter((run) => run.claim).length,
  )
  const first = JSON.parse((anchors[0]?.[1] ?? '').replaceAll('&quot;', '"')) as {
    how: string
    refs: unknown[]
  }
  assert.deepEqual(first, { how: 'value', refs: [{ figure: 'activities', unit: '990123', year: 2025 }] })
})

test('text is escaped', () => {
  const html = renderHtml({
    ...model,
    title: '<script>',
    blocks: [{ kind: 'paragraph', text: say`"A&B"` }],
    annexes: [],
  })
  assert.ok(
    html.includes('&lt;script&gt;') && html.includes('&quot;A&amp;B&quot;') && !html.includes('<script>'),
  )
})

test('Traditional preview says so and converts', () => {
  const html = renderHtml(model, 'zh-Hant')
  assert.match(html, /lang="zh-TW"/)
  assert.match(html, /教師研修工作總結/)
})
