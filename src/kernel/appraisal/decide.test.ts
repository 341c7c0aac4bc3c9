import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bandsOf, combine, fullPoints, rank, scoreTree, standardFaults, weigh } from './define.ts'
import type { Band, Entry, Indicator, Standard } from './define.ts'

const given = (...scores: string[]) => scores.map((score, at) => ({ judge: `评委${at + 1}`, score }))

test('the highest and the lowest are left out from so many judges on', () => {
  const rule = { dropFrom: 5, decimals: 2 }
  const five = combine(given('90', '85', '88.5', '99', '60'), rule)
  assert.equal(five.result, '87.83')
  assert.deepEqual([five.dropped?.highest.judge, five.dropped?.lowest.judge], ['评委4', '评委5'])
  assert.equal(combine(given('90', '85', '88.5', '99'), rule).result, '90.63')
  assert.equal(combine(given('90', '85', '88.5', '99'), rule).dropped, null)
  assert.equal(combine([], rule).result, null)
})

test('one of several equal extremes is left out, and the others are named', () => {
  const { result, dropped, sharing } = combine(given('90', '90', '90', '80', '80'), {
    dropFrom: 5,
    decimals: 2,
  })
  assert.equal(result, '86.67')
  assert.equal(dropped?.highest.score, '90')
  assert.deepEqual([sharing.highest.length, sharing.lowest.length], [2, 1])
})

test('two scores are never both left out', () => {
  assert.equal(combine(given('80', '90'), { dropFrom: 1, decimals: 1 }).result, '85.0')
})

test('a mean is exact: 0.1 and 0.2 have a mean of 0.15, which rounds up', () => {
  assert.equal(combine(given('0.1', '0.2'), { dropFrom: null, decimals: 1 }).result, '0.2')
  assert.equal(combine(given('87.005', '87.004'), { dropFrom: null, decimals: 2 }).result, '87.00')
})

test('the order of judges changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 }), (numbers) => {
      const scores = numbers.map((n, at) => ({ judge: `J${at}`, score: (n / 10).toFixed(1) }))
      const rule = { dropFrom: 5, decimals: 3 }
      assert.equal(combine(scores, rule).result, combine(scores.toReversed(), rule).result)
    }),
  )
})

const entries = (...rows: [string, string, string?][]): Entry[] =>
  rows.map(([id, result, group]) => ({ id, result, group: group ?? null }))
const outcome = (ranking: ReturnType<typeof rank>, wanted: string) =>
  ranking.rows.filter((row) => row.outcome === wanted).map(({ id }) => id)

test('equal results share a rank, and the next rank leaves room for them', () => {
  const { rows } = rank(entries(['a', '90'], ['b', '80.5'], ['c', '80.50'], ['d', '70']), { places: 4 })
  assert.deepEqual(
    rows.map((row) => row.rank),
    [1, 2, 2, 4],
  )
  assert.deepEqual(rows[1]?.tied, ['c'])
})

test('equal results at the last place are decided by nobody but people', () => {
  const ranking = rank(entries(['a', '90'], ['b', '80'], ['c', '80'], ['d', '70']), { places: 2 })
  assert.deepEqual(outcome(ranking, 'in'), ['a'])
  assert.deepEqual(outcome(ranking, 'undecided'), ['b', 'c'])
  assert.deepEqual([ranking.undecided[0]?.seats, ranking.free], [1, 0])
})

test('a floor takes places from the others, and only as many as it needs', () => {
  const candidates = entries(
    ['a', '95'],
    ['b', '94'],
    ['c', '93'],
    ['d', '80', '乡村'],
    ['e', '79', '乡村'],
    ['f', '78', '乡村'],
  )
  const ranking = rank(candidates, { places: 4, floor: { group: '乡村', least: 2 } })
  assert.deepEqual(outcome(ranking, 'in'), ['a', 'b', 'd', 'e'])
  assert.equal(rank(candidates, { places: 4, floor: { group: '乡村', least: 5 } }).floorMissed, 1)
  assert.deepEqual(outcome(rank(candidates, { places: 4, floor: { group: '乡村', least: 1 } }), 'in'), [
    'a',
    'b',
    'c',
    'd',
  ])
})

test('46 of 90 are rural where the rule asks for 46, however much better the others are', () => {
  const candidates = Array.from({ length: 200 }, (_, at) => ({
    id: `p${at}`,
    result: String(200 - at),
    group: at < 100 ? null : '乡村',
  }))
  const { rows } = rank(candidates, { places: 90, floor: { group: '乡村', least: 46 } })
  const named = rows.filter((row) => row.outcome === 'in')
  assert.equal(named.length, 90)
  assert.equal(named.filter((row) => Number(row.id.slice(1)) >= 100).length, 46)
})

test('who is barred, too low or without a result has no place, with the reason', () => {
  const ranking = rank(
    [
      { id: 'a', result: '95', barred: '师德考核不合格。' },
      { id: 'b', result: '59.99' },
      { id: 'c', result: null },
      { id: 'd', result: '60' },
    ],
    { places: 3, leastResult: '60' },
  )
  assert.deepEqual(outcome(ranking, 'in'), ['d'])
  assert.equal(ranking.free, 2)
  assert.match(ranking.rows.find((row) => row.id === 'b')?.because ?? '', /59\.99.*60/)
})

test('places are neither lost nor doubled, whatever the results', () => {
  const candidate = fc.record({ n: fc.integer({ min: 0, max: 9 }), rural: fc.boolean() })
  fc.assert(
    fc.property(fc.array(candidate, { maxLength: 30 }), fc.nat(20), fc.nat(10), (people, places, least) => {
      const list = people.map(({ n, rural }, at) => ({
        id: `${at}`,
        result: `${n}`,
        group: rural ? '乡村' : null,
      }))
      const ranking = rank(list, { places, floor: { group: '乡村', least } })
      const seats = ranking.undecided.reduce((sum, tie) => sum + tie.seats, 0)
      assert.equal(outcome(ranking, 'in').length + seats + ranking.free, places)
      assert.ok(ranking.undecided.every((tie) => tie.ids.length > tie.seats && tie.seats > 0))
    }),
  )
})

const BANDS: Band[] = [
  { id: 'excellent', title: '优秀', least: '90', share: '15', despiteVeto: false },
  { id: 'good', title: '合格', least: '60', share: null, despiteVeto: false },
  { id: 'poor', title: '不合格', least: '0', share: null, despiteVeto: true },
]
const target = (id: string, result: string | null, ...vetoes: string[]) => ({ id, result, vetoes })

test('优秀 is at most 15 % rounded down; the others go one band down', () => {
  const ten = Array.from({ length: 10 }, (_, at) => target(`t${at}`, `${99 - at}`))
  const rows = bandsOf(ten, BANDS)
  assert.deepEqual(
    rows.map((row) => row.band).filter((band) => band === 'excellent'),
    ['excellent'],
  )
  assert.equal(rows[1]?.band, 'good')
  assert.equal(bandsOf(ten.slice(0, 6), BANDS).filter((row) => row.band === 'excellent').length, 0)
})

test('a veto overrides any result', () => {
  const [row] = bandsOf([target('a', '99', '有偿家教')], BANDS)
  assert.equal(row?.band, 'poor')
  assert.match(row?.because ?? '', /有偿家教/)
})

test('equal results at a quota lie between two bands, and what is missing has none', () => {
  const rows = bandsOf(
    [
      target('a', '95'),
      target('b', '95'),
      ...'cdefghij'.split('').map((id) => target(id, '70')),
      target('k', null),
    ],
    BANDS,
  )
  assert.deepEqual(rows[0]?.between, ['excellent', 'good'])
  assert.equal(rows[0]?.band, null)
  assert.match(rows.at(-1)?.because ?? '', /不完整/)
})

const leaf = (id: string, points: string, more: Partial<Indicator> = {}): Indicator => ({
  id,
  title: id,
  points,
  weight: null,
  veto: false,
  evidence: 'none',
  says: '',
  children: [],
  ...more,
})
const tree = [
  leaf('A', '60', { children: [leaf('A1', '20'), leaf('A2', '40')] }),
  leaf('B', '40'),
  leaf('V', '0', { veto: true }),
]

test('a tree adds up by points, or by weights where it has them', () => {
  const scores = new Map([
    ['A1', '10'],
    ['A2', '40'],
    ['B', '20'],
  ])
  assert.equal(scoreTree(tree, scores, 2).result, '70.00')
  assert.equal(fullPoints(tree), '100')
  const weighted = [leaf('A', '100', { weight: '30' }), leaf('B', '50', { weight: '70' })]
  assert.equal(
    scoreTree(
      weighted,
      new Map([
        ['A', '50'],
        ['B', '50'],
      ]),
      1,
    ).result,
    '85.0',
  )
})

test('a sheet that is not whole has no result and says what is missing', () => {
  assert.deepEqual(scoreTree(tree, new Map([['A1', '10']]), 2), { result: null, missing: ['A2', 'B'] })
})

test('a source without a result is named, and its weight goes to nobody', () => {
  const part = (source: string, weight: string, result: string | null) => ({
    source,
    weight,
    result,
    missing: `${source}还没有`,
  })
  assert.equal(weigh([part('学生', '30', '90'), part('同行', '70', '80')], 2).result, '83.00')
  assert.deepEqual(weigh([part('学生', '30', null), part('同行', '70', '80'), part('自评', '0', null)], 2), {
    result: null,
    missing: ['学生还没有'],
  })
})

test('a standard that does not add up is refused in words', () => {
  const standard: Standard = {
    code: 's',
    title: '标准',
    indicators: tree,
    sources: [{ id: 'experts', weight: '100', by: 'judges', dropFrom: 5 }],
    bands: BANDS,
    decimals: 2,
  }
  assert.deepEqual(standardFaults(standard), [])
  const broken: Standard = {
    ...standard,
    indicators: [leaf('A', '60', { children: [leaf('A1', '20'), leaf('A2', '30')] }), leaf('A', '0')],
    sources: [
      { id: 'experts', weight: '90', by: 'judges', dropFrom: null },
      { id: 'self', weight: '5', by: 'judges', dropFrom: null },
    ],
    bands: BANDS.toReversed(),
  }
  const faults = standardFaults(broken).join('')
  for (const words of [
    '编号 A 用了两次',
    '合计 50',
    '分值是 0',
    '权重合计 95%',
    '自评',
    '从高到低',
    '最末一等',
  ])
    assert.match(faults, new RegExp(words))
})
