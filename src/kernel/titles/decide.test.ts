import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import * as z from 'zod'
import { standardFaults } from '#kernel/appraisal/define.ts'
import { allowancesOf, doubtOf, dutiesOf, isOwed, standardFor, type Entitled } from './decide.ts'
import { defineTitles } from './define.ts'

const params = z.object({
  lessons: z.int().default(2),
  good: z.number().default(1000),
  one: z.boolean().default(true),
})
const garden = defineTitles({
  id: 'garden-titles',
  title: '园艺称号',
  menu: 'people',
  about: '试。',
  basis: '',
  params,
  base: { title: '底', about: '' },
  tiers: [{ id: 'body', title: '身', about: '', titles: ['园丁', '大园丁'], goal: () => 10 }],
  codes: { 园丁: 'gardener', 大园丁: 'great-gardener' },
  duties: [
    {
      id: 'D1',
      title: '公开课',
      unit: '节',
      records: { kind: 'activity', roles: ['lecturer'], systems: ['lesson-observation'] },
      needed: ({ lessons }, title) => (title === '大园丁' ? lessons * 2 : lessons),
      points: 60,
    },
    {
      id: 'D2',
      title: '带徒',
      unit: '人',
      records: { kind: 'pairing' },
      needed: (_, title) => (title === '大园丁' ? 1 : 0),
      points: 20,
    },
  ],
  beside: [{ id: 'E1', title: '评价', points: 20, says: '' }],
  vetoes: [{ id: 'V1', title: '师德' }],
  bands: [
    { id: 'good', title: '好', least: '60', share: null, despiteVeto: false },
    { id: 'bad', title: '差', least: '0', share: null, despiteVeto: true },
  ],
  rate: ({ good }, title, band) => (band === '好' ? (title === '大园丁' ? good * 3 : good) : 0),
  highestOnly: ({ one }) => one,
  failing: '差',
  exit: 'garden-exit',
  says: () => [],
})
const usual = params.parse({})
const holder = (more: Partial<Entitled>): Entitled => ({
  person: { id: 'a', name: '甲' },
  unit: null,
  title: '园丁',
  band: '好',
  why: null,
  paid: null,
  ...more,
})
const states = (holders: readonly Entitled[], said = usual): [string, number][] =>
  allowancesOf(garden, said, holders).map(({ state, amount }) => [state, amount])

suite('titles', () => {
  test('a duty that a title does not owe is not asked for, and what is owed counts what is on record', () => {
    assert.deepEqual(
      dutiesOf(garden, usual, '园丁', new Map([['D1', 1]])).map((one) => [
        one.id,
        one.have,
        one.need,
        isOwed(one),
      ]),
      [['D1', 1, 2, true]],
    )
    assert.deepEqual(
      dutiesOf(garden, usual, '大园丁', new Map([['D1', 4]])).map((one) => [one.id, isOwed(one)]),
      [
        ['D1', false],
        ['D2', true],
      ],
    )
  })

  test('the standard of a year adds up and names the year’s numbers', () => {
    const standard = standardFor(
      garden,
      { ...usual, lessons: 3 },
      { title: '园丁', year: 2026, document: '甲教〔2026〕1号' },
    )
    assert.equal(standard.code, 'title-gardener-2026')
    assert.match(standard.indicators[0]?.says ?? '', /不少于 3 节/)
    const tree = standard.indicators.map((row) => ({ ...row, children: [] }))
    assert.deepEqual(standardFaults({ ...standard, indicators: tree }), [])
  })

  test('an allowance follows the result: nothing without one, nothing for a bad one, nothing after an exit', () => {
    assert.deepEqual(states([holder({})]), [['due', 1000]])
    assert.deepEqual(states([holder({ band: null })]), [['no-result', 0]])
    assert.deepEqual(states([holder({ band: '差' })]), [['none', 0]])
    assert.deepEqual(states([holder({ why: '违反师德' })]), [['ended', 0]])
  })

  test('of several titles the highest is paid, and what was paid keeps the others from being paid', () => {
    const both = [holder({}), holder({ title: '大园丁' })]
    assert.deepEqual(states(both), [
      ['other-title', 0],
      ['due', 3000],
    ])
    assert.deepEqual(states(both, { ...usual, one: false }), [
      ['due', 1000],
      ['due', 3000],
    ])
    const paid = { entry: 'e', on: '2026-12-01', amount: 900, band: '好' }
    assert.deepEqual(states([holder({ paid }), holder({ title: '大园丁' })]), [
      ['paid', 900],
      ['other-title', 0],
    ])
  })

  test('a failed appraisal or a post elsewhere speaks for an end', () => {
    assert.equal(doubtOf(garden, { band: '差', year: 2026, posted: true }), '2026 年考核差')
    assert.equal(doubtOf(garden, { band: '好', year: 2026, posted: false }), '已不在本区域任职')
    assert.equal(doubtOf(garden, { band: null, year: null, posted: true }), null)
  })
})
