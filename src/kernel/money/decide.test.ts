import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { DEFAULTS, LECTURER_CLASSES } from './define.ts'
import {
  dutyOf,
  findingsOf,
  perHeadDay,
  publicFunds,
  reckoning,
  refuseLines,
  release,
  stateOf,
  whyNotReleased,
} from './decide.ts'
import type { Spending } from './decide.ts'
import type { CascadeGrade } from '#contract/money.ts'

const spending = (change: Partial<Spending>): Spending => ({
  budget: 10_000,
  spent: 9_000,
  items: [],
  level: '县级',
  personDays: 100,
  hours: new Map(),
  ...change,
})

suite('money', () => {
  test('a budget is near its end from nine tenths on, and over by one cent', () => {
    assert.deepEqual(
      [
        stateOf(null, 5),
        stateOf(100, 89.99),
        stateOf(100, 90),
        stateOf(100, 100),
        stateOf(100, 100.01),
        stateOf(0, 0),
      ],
      ['none', 'within', 'near', 'near', 'over', 'within'],
    )
    assert.equal(stateOf(0.3, 0.1 + 0.2), 'near')
  })

  test('names what is over budget and over standard, and nothing else', () => {
    assert.deepEqual(findingsOf(spending({}), DEFAULTS), [])
    assert.match(findingsOf(spending({ spent: 10_000.01 }), DEFAULTS)[0]!, /超预算 0\.01 元/u)
    const dear = findingsOf(spending({ budget: null, spent: 55_001 }), DEFAULTS)
    assert.match(dear[0]!, /人均每天 550\.01 元，超过县级培训综合定额 550\.00 元/u)
    assert.deepEqual(findingsOf(spending({ budget: null, spent: 55_000 }), DEFAULTS), [])
    const items = [{ item: '住宿费', budget: 100, spent: 130 }]
    assert.match(findingsOf(spending({ items }), DEFAULTS)[0]!, /“住宿费”超预算 30\.00 元/u)
  })

  test('lecturers are paid by rank and hours at most', () => {
    const items = [{ item: '讲课费', budget: null, spent: 4000 }]
    const hours = new Map<string, number>([
      [LECTURER_CLASSES.full, 2],
      [LECTURER_CLASSES.other, 4],
    ])
    assert.deepEqual(findingsOf(spending({ items, hours }), DEFAULTS), [])
    const more = [{ item: '讲课费', budget: null, spent: 4000.5 }]
    assert.match(findingsOf(spending({ items: more, hours }), DEFAULTS)[0]!, /最多 4,000\.00 元/u)
  })

  test('lecturers are paid beside the standard a head and day', () => {
    const items = [{ item: '讲课费', budget: null, spent: 4000 }]
    assert.equal(perHeadDay(spending({ spent: 59_000, items })), 550)
    const within = spending({
      spent: 59_000,
      budget: null,
      items,
      hours: new Map([[LECTURER_CLASSES.full, 4]]),
    })
    assert.deepEqual(findingsOf(within, DEFAULTS), [])
    assert.match(findingsOf({ ...within, spent: 59_001 }, DEFAULTS)[0]!, /超过县级培训综合定额/u)
  })

  test('a school owes a twentieth of its public funds', () => {
    assert.equal(dutyOf(null, 100, 0.05).state, 'unknown')
    const base = publicFunds({ perPupil: 720, pupils: 500 })
    const met = dutyOf(base, 18_000, 0.05)
    assert.deepEqual([met.base, met.owed, met.share, met.state], [360_000, 18_000, 0.05, 'met'])
    const short = dutyOf(base, 17_999.99, 0.05)
    assert.deepEqual([short.missing, short.state], [0.01, 'short'])
    assert.deepEqual(dutyOf(0, 0, 0.05).share, null)
  })

  test('the grade releases its share of what the standards allow', () => {
    const lines = [
      { item: '伙食补助费', amount: 450 },
      { item: '住宿费', amount: 333.33 },
    ]
    const good = release(lines, 'excellent', 3, DEFAULTS)
    assert.deepEqual(
      good.lines.map((line) => [line.allowed, line.paid]),
      [
        [300, 300],
        [333.33, 333.33],
      ],
    )
    assert.equal(good.amount, 633.33)
    assert.equal(release(lines, 'pass', 3, DEFAULTS).amount, 506.66)
    assert.equal(release(lines, 'fail', 3, DEFAULTS).amount, 0)
    assert.equal(release(lines, null, 3, DEFAULTS).amount, 0)
  })

  test('nothing is released without a grade that releases something, and the reason says which', () => {
    const owed = (passedOnId: string | null, grade: CascadeGrade | null) =>
      whyNotReleased({ passedOnId, grade }, DEFAULTS)
    assert.match(owed(null, null)!, /还没有上二级培训/u)
    assert.match(owed('a', null)!, /还没有考核等级/u)
    assert.match(owed('a', 'fail')!, /考核不合格，按规定不予报销/u)
    assert.equal(owed('a', 'pass'), null)
  })

  test('an item is claimed once in a claim, and once of a journey', () => {
    const lines = [{ item: '住宿费' }, { item: '交通费' }]
    assert.equal(refuseLines(lines, []), null)
    assert.equal(refuseLines([...lines, { item: '住宿费' }], [])?.code, 'item-twice')
    assert.match(refuseLines(lines, [{ item: '交通费', paid: 80 }])!.because, /“交通费”已经报销过 80\.00 元/u)
    assert.equal(refuseLines(lines, [{ item: '伙食补助费', paid: 80 }]), null)
  })

  test('a reckoning says what was claimed, what is paid and why', () => {
    const lines = [
      { item: '伙食补助费', amount: 360 },
      { item: '住宿费', amount: 900.5 },
    ]
    assert.equal(
      reckoning(release(lines, 'pass', 3, DEFAULTS)),
      '申报 1,260.50 元，报销 960.40 元：二级培训考核合格，报销 80%；伙食补助费按标准计 300.00 元。',
    )
  })
})
