import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { draw, seedOf } from './draw.ts'
import { refuseAnnouncing, refuseSheet } from './decide.ts'

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

suite('an announced draw', () => {
  test('neither the secret nor the public number alone decides', () => {
    // printf 'geheim:0620' | sha256sum
    assert.equal(seedOf('geheim', '0620'), 'd551c6ce025c8f91870486e8f09ca8eef8e8d8c2524193ea5581e334b98698df')
    assert.equal(new Set([seedOf('a', '1'), seedOf('a', '2'), seedOf('b', '1'), seedOf('a', '')]).size, 4)
  })

  test('the same days again need a reason', () => {
    const asked = { from: '2026-03-01', until: '2026-04-30', reason: null }
    assert.equal(refuseAnnouncing(asked, null), null)
    assert.equal(refuseAnnouncing(asked, '春季抽查')?.field, 'reason')
    assert.equal(refuseAnnouncing({ ...asked, reason: '首次抽得太少' }, '春季抽查'), null)
    assert.equal(refuseAnnouncing({ ...asked, until: '2026-02-01' }, null)?.field, 'until')
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
