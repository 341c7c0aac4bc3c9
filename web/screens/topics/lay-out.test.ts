import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { TopicLineage, TopicNode } from '#contract/topic-lineage.ts'
import { layOut, linesOf, walk } from './lay-out.ts'

const node = (id: string, level: TopicNode['level']): TopicNode => ({
  id,
  kind: level === 'problem' ? 'problem' : 'theme',
  level,
  text: id,
  from: '',
  problems: 1,
  folded: 0,
  origin: null,
})
const LINEAGE: TopicLineage = {
  round: { id: 'r', title: '', year: 2026 },
  focus: null,
  nodes: [
    node('p1', 'problem'),
    node('core', 'region'),
    node('a', 'school'),
    node('b', 'school'),
    node('p2', 'problem'),
  ],
  edges: [
    { from: 'a', to: 'core' },
    { from: 'b', to: 'core' },
    { from: 'p1', to: 'a' },
    { from: 'p2', to: 'a' },
  ],
}

suite('the picture of a lineage', () => {
  test('stands in columns by level, each between its branches, nothing upon another', () => {
    const { placed, height } = layOut(LINEAGE, { width: 1200, narrow: false })
    const at = (id: string) => placed.get(id)!
    assert.ok(at('core').x < at('a').x && at('a').x < at('p1').x)
    assert.equal(at('a').y, (at('p1').y + at('p2').y) / 2)
    assert.equal(at('core').y, (at('a').y + at('b').y) / 2)
    const places = [...placed.values()].map((one) => `${one.x} ${one.y}`)
    assert.equal(new Set(places).size, LINEAGE.nodes.length)
    assert.ok([...placed.values()].every((one) => one.y < height))
  })

  test('fits a phone', () => {
    const { placed, width } = layOut(LINEAGE, { width: 360, narrow: true })
    assert.equal(width, 360)
    assert.ok([...placed.values()].every((one) => one.x + one.width <= 360))
    assert.equal(new Set([...placed.values()].map((one) => one.y)).size, LINEAGE.nodes.length)
  })

  test('is walked by keys', () => {
    const picture = layOut(LINEAGE, { width: 1200, narrow: false })
    assert.equal(walk(picture, 'p2', 'ArrowLeft'), 'a')
    assert.equal(walk(picture, 'core', 'ArrowRight'), 'a')
    assert.equal(walk(picture, 'core', 'ArrowLeft'), 'core')
    const seen = new Set<string>()
    for (let at = walk(picture, 'core', 'Home'); !seen.has(at); at = walk(picture, at, 'ArrowDown'))
      seen.add(at)
    assert.equal(seen.size, LINEAGE.nodes.length)
  })

  test('shortens what does not fit', () => {
    assert.deepEqual(linesOf('一二三四五六七八九十', 20 + 13 * 4, 2), ['一二三四', '五六七…'])
    assert.deepEqual(linesOf('一二三', 200, 2), ['一二三'])
  })
})
