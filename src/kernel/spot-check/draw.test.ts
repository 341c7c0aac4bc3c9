import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { draw } from './draw.ts'
import { refuseSheet } from './decide.ts'

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

suite('a draw', () => {
  test('can be repeated by anybody with the seed, in whatever order the list is', () => {
    const first = draw('20260302', IDS, 30)
    assert.deepEqual(draw('20260302', IDS.toReversed(), 30), first)
    // printf '20260302:a' | sha256sum
    const own = first.find(({ id }) => id === 'a')
    assert.match(own?.digest ?? '', /^[0-9a-f]{64}$/)
    assert.deepEqual(
      first.map(({ digest }) => digest),
      first.map(({ digest }) => digest).toSorted(),
    )
  })

  test('takes the share asked for, rounded up, and the first of the order', () => {
    const drawn = draw('20260302', IDS, 30)
    assert.deepEqual(
      drawn.map(({ chosen }) => chosen),
      [true, true, true, false, false, false, false],
    )
    assert.equal(draw('x', IDS, 100).filter(({ chosen }) => chosen).length, 7)
    assert.equal(draw('x', IDS, 1).filter(({ chosen }) => chosen).length, 1)
    assert.deepEqual(draw('x', [], 50), [])
  })

  test('another seed draws others', () => {
    const orders = new Set(
      ['1111', '2222', '3333', '4444'].map((seed) =>
        draw(seed, IDS, 30)
          .map(({ id }) => id)
          .join(''),
      ),
    )
    assert.ok(orders.size > 1)
  })
})

suite('a check sheet', () => {
  const rules = { system: 's', items: { 一个主题: '', 记录真实: '' } }
  const met = [
    { item: '一个主题', met: true, words: '' },
    { item: '记录真实', met: true, words: '' },
  ]
  const bad = [met[0]!, { item: '记录真实', met: false, words: '签到代签' }]
  const sheet = { verdict: 'accepted' as const, hours: 4, words: '', findings: met }
  const code = (more: object): string | undefined => refuseSheet(rules, { ...sheet, ...more }, 4)?.code

  test('needs every item, words where one is not met, and no more hours than were held', () => {
    assert.equal(code({}), undefined)
    assert.equal(code({ findings: met.slice(1) }), 'items')
    assert.equal(code({ findings: [...met, met[0]] }), 'items')
    assert.equal(code({ findings: [met[0], { item: '记录真实', met: false, words: '' }] }), 'words')
    assert.equal(code({ hours: 5 }), 'hours')
  })

  test('says why less is recognised, and sends back only what it found something in', () => {
    assert.equal(code({ hours: 2 }), 'less')
    assert.equal(code({ hours: 2, words: '内容不足' }), undefined)
    assert.equal(code({ verdict: 'returned', words: '重做' }), 'all-met')
    assert.equal(code({ verdict: 'returned', findings: bad }), 'words')
    assert.equal(code({ verdict: 'returned', findings: bad, words: '补齐签到', hours: 0 }), undefined)
  })
})
