import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { newId } from '#lib/ids.ts'
import { codeOf, isGenuine, isShortCode, parseCode, secondsLeft, shortCodeOf, stepAt } from './code.ts'

const key = randomBytes(32)
const activity = newId()

test('a code says activity, slot and step, and proves them', () => {
  const scanned = parseCode(codeOf(key, activity, 12, 352_345_678))
  assert.ok(scanned)
  assert.deepEqual({ ...scanned, mac: null }, { activity, slot: 12, step: 352_345_678, mac: null })
  assert.ok(isGenuine(key, scanned))
})

test('a code with anything changed is not genuine', () => {
  const scanned = parseCode(codeOf(key, activity, 1, 1000))
  assert.ok(scanned)
  const mac = Buffer.from(scanned.mac)
  mac[0]! ^= 1
  const forged = [{ slot: 2 }, { step: 1001 }, { activity: newId() }, { mac }].map((change) => ({
    ...scanned,
    ...change,
  }))
  assert.deepEqual(
    forged.map((one) => isGenuine(key, one)),
    [false, false, false, false],
  )
  assert.equal(isGenuine(randomBytes(32), scanned), false)
})

test('what is not a code is none', () => {
  const good = codeOf(key, activity, 1, 1000)
  const bad = [
    '',
    'https://example.org',
    `${good}x`,
    good.slice(1),
    good.replace('.1.', '.0.'),
    good.replace('.1.', '.-1.'),
  ]
  assert.deepEqual(
    bad.map(parseCode),
    bad.map(() => null),
  )
})

test('a link is short', () => {
  assert.ok(codeOf(key, activity, 60, stepAt(new Date())).length <= 50)
})

test('six digits are good in their thirty seconds, the thirty before and after', () => {
  const now = new Date(1_764_000_000_000)
  const typed = shortCodeOf(key, stepAt(now, 30_000))
  assert.match(typed, /^\d{6}$/)
  const after = (seconds: number): boolean =>
    isShortCode(key, typed, new Date(now.getTime() + seconds * 1000))
  assert.deepEqual([-30, 0, 29, 30, 59, 60, 120].map(after), [true, true, true, true, true, false, false])
})

test('seconds left never reach zero', () => {
  assert.deepEqual(
    [0, 1, 4999, 5000].map((ms) => secondsLeft(new Date(ms))),
    [5, 5, 1, 5],
  )
})
