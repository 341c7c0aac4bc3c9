import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateWords, dayWords, learnClock, now, spanWords, whenWords } from './time.ts'

const at = (local: string): number => Date.parse(`${local}+08:00`)
const NOON = at('2026-11-21T12:00:00')

test('days as people say them, in Shanghai', () => {
  const days = [
    '2026-11-21T00:00:00',
    '2026-11-20T23:59:59',
    '2026-11-22T00:00:00',
    '2026-11-25T08:00:00',
    '2025-11-21T12:00:00',
  ]
  assert.deepEqual(
    days.map((day) => dayWords(at(day), NOON)),
    ['今天', '昨天', '明天', '11月25日', '2025年11月21日'],
  )
  assert.equal(dateWords(NOON), '11月21日 星期六')
})

test('times and spans', () => {
  assert.equal(whenWords(at('2026-11-21T08:05:00'), NOON), '今天 8:05')
  assert.equal(spanWords(at('2026-11-21T08:30:00'), at('2026-11-21T16:00:00'), NOON), '今天 8:30–16:00')
  assert.equal(
    spanWords(at('2026-11-22T08:30:00'), at('2026-11-24T16:00:00'), NOON),
    '明天 8:30 至 11月24日 16:00',
  )
})

test('a phone whose clock is off by a year goes by the server’s', () => {
  const received = Date.now()
  learnClock(new Date(received + 365 * 86_400_000).toUTCString(), received)
  assert.ok(Math.abs(now() - Date.now() - 365 * 86_400_000) < 2000)
  learnClock(null)
  assert.ok(now() - Date.now() > 300 * 86_400_000, 'an answer without a date changes nothing')
  learnClock(new Date(received).toUTCString(), received)
  assert.ok(Math.abs(now() - Date.now()) < 5)
})
