import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, eventsOf, standing } from '#test/fixtures/case/orchard.ts'
import type { CaseEvent } from './fold.ts'
import { stopsOf } from './track.ts'

const track = (events: readonly Partial<CaseEvent>[], form: object = {}): string =>
  stopsOf(standing(events, { form: { ...form } }), eventsOf(events))
    .map(({ state }) => state)
    .join(' ')

test('a draft stands at its first stage, a running case at its own', () => {
  assert.equal(track([]), 'here ahead ahead ahead ahead ahead ahead ahead')
  assert.equal(track([...at('school'), { next: 'song' }]), 'done done here ahead ahead ahead ahead ahead')
  assert.equal(track(at('song'), { kind: '梨' }), 'done skipped here ahead ahead ahead ahead ahead')
  const returned = [...at('school'), { kind: 'returned', next: 'apply' }] as const
  assert.equal(track(returned), 'here ahead ahead ahead ahead ahead ahead ahead')
})

test('where a case was refused, taken back or ran out of time it stopped: that stage is not done', () => {
  const refused = [
    ...at('school'),
    { next: 'song' },
    { kind: 'refused', next: null, ending: 'refused' },
  ] as const
  assert.equal(track(refused), 'done done stopped skipped skipped skipped skipped skipped')
  const withdrawn = [...at('school'), { kind: 'withdrawn', next: null, ending: 'withdrawn' }] as const
  assert.equal(track(withdrawn), 'done stopped skipped skipped skipped skipped skipped skipped')
  const again = [
    ...at('school'),
    { next: 'song' },
    { next: 'tasting' },
    { kind: 'upheld', stage: 'tasting', next: 'school' },
    { kind: 'withdrawn', stage: 'school', next: null, ending: 'withdrawn' },
  ] as const
  assert.equal(
    track(again),
    'done stopped skipped skipped skipped skipped skipped skipped',
    'sent back before',
  )
  const lapsed = [
    ...at('school'),
    { kind: 'returned', next: 'apply' },
    { kind: 'lapsed', next: null, ending: 'lapsed' },
  ] as const
  assert.equal(track(lapsed), 'stopped skipped skipped skipped skipped skipped skipped skipped')
})

test('what was granted has gone through all of it, also once it was taken back', () => {
  const granted = [
    ...at('school'),
    ...['song', 'tasting', 'more'].map((next) => ({ next })),
    { kind: 'submitted', next: 'show' },
    { next: 'decide' },
    { next: 'badge' },
    { next: null, ending: 'granted' },
  ] as const
  const all = 'done done done done done done done done'
  assert.equal(track(granted), all)
  assert.equal(track([...granted, { kind: 'annulled', stage: 'badge', next: null }]), all)
})
