import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as always, integer, property } from 'fast-check'
import { addDays } from './dates.ts'
import { holdsOn, isRefusal, planChange, type Period } from './dated.ts'

const OPEN: Period = { from: null, to: null }
const plan = (states: Period[], day: string): string => {
  const answer = planChange(states, day, '该单位')
  return isRefusal(answer) ? answer.code : answer.kind
}

test('the last day is the one before `to`', () => {
  const year: Period = { from: '2025-01-01', to: '2026-01-01' }
  assert.deepEqual(
    ['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'].map((day) => holdsOn(year, day)),
    [false, true, true, false],
  )
  assert.equal(holdsOn(OPEN, '1900-01-01'), true)
})

test('a change splits what holds, joins one of the same day, and is refused before a later one', () => {
  const states = [
    { from: null, to: '2025-09-01' },
    { from: '2025-09-01', to: null },
  ]
  assert.equal(plan([OPEN], '2025-09-01'), 'split')
  assert.equal(plan(states, '2025-10-01'), 'split')
  assert.equal(plan(states, '2025-09-01'), 'rewrite')
  assert.equal(plan(states, '2025-08-31'), 'later-change')
})

test('a change after the end, or of what never was, names the days on record', () => {
  const ended = planChange([{ from: null, to: '2025-09-01' }], '2026-01-01', '红旗小学')
  assert.ok(isRefusal(ended))
  assert.match(ended.because, /红旗小学的记录到 2025-08-31 为止/)
  assert.equal(plan([], '2026-01-01'), 'not-in-force')
})

test('whatever changes are made, exactly one state holds on every day after the first', () => {
  const start = '2025-01-01'
  const days = array(integer({ min: 1, max: 400 }), { maxLength: 12 })
  always(
    property(days, (offsets) => {
      let states: Period[] = [{ from: start, to: null }]
      for (const offset of offsets) states = changed(states, addDays(start, offset))
      for (let day = 0; day < 420; day += 7) {
        assert.equal(states.filter((state) => holdsOn(state, addDays(start, day))).length, 1)
      }
    }),
  )
})

function changed(states: Period[], day: string): Period[] {
  const answer = planChange(states, day, '')
  if (isRefusal(answer) || answer.kind === 'rewrite') return states
  const { current } = answer
  return states.flatMap((state) =>
    state === current
      ? [
          { from: state.from, to: day },
          { from: day, to: state.to },
        ]
      : [state],
  )
}
