import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromText, toText } from './standard-form.ts'

const CONTENT = {
  indicators: [
    {
      id: 'A',
      parent: null,
      title: '组织',
      points: '60',
      weight: null,
      veto: false,
      evidence: 'document' as const,
      says: '有计划',
    },
    {
      id: 'V',
      parent: 'A',
      title: '造假',
      points: '0',
      weight: null,
      veto: true,
      evidence: 'none' as const,
      says: '',
    },
  ],
  sources: [{ id: 'experts' as const, weight: '100', by: 'judges' as const, dropFrom: 5 }],
  bands: [{ id: '优秀', title: '优秀', least: '90', share: '15', despiteVeto: false }],
}

test('a standard goes to text and back unchanged', () => {
  assert.deepEqual(fromText(toText(CONTENT)), { content: CONTENT })
})

test('a line that cannot be read is named', () => {
  const text = toText(CONTENT)
  assert.deepEqual(fromText({ ...text, indicators: 'A\t\t组织\t六十' }), {
    fault: '指标第 {n} 行的分值应为数字或“否决”',
    n: 1,
  })
  assert.deepEqual(fromText({ ...text, sources: '\n校长\t100' }), {
    fault: '评价主体第 {n} 行应为专家评委、同行、学生、家长、学校或自评',
    n: 2,
  })
  assert.equal('fault' in fromText({ ...text, bands: '优秀\t' }), true)
})

test('full-width digits and empty lines from Excel are read', () => {
  const read = fromText({
    indicators: 'A\t\t组织\t６０\r\n\r\n',
    sources: '专家评委\t100\t评分\t5',
    bands: '',
  })
  assert.ok('content' in read)
  assert.equal(read.content.indicators[0]?.points, '60')
})
