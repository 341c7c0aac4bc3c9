import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, standing } from '#test/fixtures/case/orchard.ts'
import { reviewsAnew, type Changes } from './anew.ts'
import { resumedAt } from './resume.ts'

const toDecide = [
  ...at('school'),
  { next: 'song' },
  { next: 'tasting' },
  { next: 'more' },
  { kind: 'submitted', next: 'show' },
  { next: 'decide' },
] as const
const returnedBy = (stage: string, to: string) =>
  [
    ...toDecide.slice(0, toDecide.findIndex(({ next }) => next === stage) + 1),
    { kind: 'returned', next: to },
  ] as const

test('what was returned goes back to who returned it', () => {
  assert.equal(resumedAt(standing(returnedBy('school', 'apply')), 'apply'), 'school')
  assert.equal(resumedAt(standing(returnedBy('decide', 'more')), 'more'), 'decide')
  assert.equal(resumedAt(standing(returnedBy('decide', 'apply')), 'apply'), 'decide')
})

test('first come stages that what was changed has made necessary', () => {
  const pears = { form: { kind: '梨' } }
  const byPears = [
    ...at('song'),
    { next: 'tasting' },
    { next: 'decide' },
    { kind: 'returned', next: 'apply' },
  ] as const
  assert.equal(
    resumedAt(standing(byPears), 'apply'),
    'school',
    'apples have a school’s check, pears had none',
  )
  assert.equal(resumedAt(standing(returnedBy('school', 'apply'), pears), 'apply'), 'song', 'pears have none')
})

test('a review whose judges would see something else comes again, and so does all after it', () => {
  const setting = standing(returnedBy('decide', 'apply'), {}, { anew: ['tasting'] })
  assert.equal(resumedAt(setting, 'apply'), 'tasting')
})

test('of another category it goes through all of them', () => {
  const { state, ...rest } = standing(returnedBy('decide', 'apply'))
  assert.equal(resumedAt({ ...rest, state: { ...state, passed: [] } }, 'apply'), 'school')
})

test('judged anew is what judges saw otherwise, at reviews that were passed and lie behind it', () => {
  const setting = standing(returnedBy('decide', 'apply'))
  const nothing: Changes = { at: 'apply', category: false, fields: [], materials: [] }
  const anew = (changes: Partial<Changes>, of = setting): string[] =>
    reviewsAnew(of, { ...nothing, ...changes })
  assert.deepEqual(anew({ fields: ['trees'], materials: ['map'] }), [])
  for (const changes of [{ fields: ['story'] }, { materials: ['photo'] }, { category: true }])
    assert.deepEqual(anew(changes), ['tasting'], JSON.stringify(changes))
  assert.deepEqual(anew({ fields: ['story'], at: 'more' }), [], 'before the review, which saw nothing of it')
  assert.deepEqual(anew({ fields: ['story'] }, standing(returnedBy('school', 'apply'))), [], 'not judged yet')
})
