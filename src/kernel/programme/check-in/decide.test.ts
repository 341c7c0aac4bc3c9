import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantOf } from '#lib/dates.ts'
import { stepAt } from './code.ts'
import { judgeScan, type Verdict } from './decide.ts'

const at = (clock: string, day = '2025-03-08'): Date => instantOf(`${day} ${clock}`)
const slot = { slot: 1, opensAt: at('08:00:00'), lateAfter: at('08:40:00'), closesAt: at('12:00:00') }

/** A code of one time, presented at another. */
function judged(scanned: Date, presented: Date, offline = false): Verdict {
  return judgeScan(slot, stepAt(scanned), offline, presented)
}

const refusal = (verdict: Verdict): string =>
  verdict.kind === 'refused' ? verdict.refusal.code : verdict.kind

test('a fresh code counts at the server time', () => {
  assert.deepEqual(judged(at('08:10:00'), at('08:10:04')), {
    kind: 'counts',
    at: at('08:10:04'),
    status: 'present',
    uploadedLate: false,
  })
  assert.equal(refusal(judged(at('08:10:00'), at('08:10:09'))), 'counts')
})

test('a screenshot sent to a friend is refused once the code has changed', () => {
  assert.equal(refusal(judged(at('08:10:00'), at('08:10:10'))), 'code-old')
  assert.equal(refusal(judged(at('08:10:00'), at('09:10:00'))), 'code-old')
})

test('a scan without network counts at its own time and is marked', () => {
  assert.deepEqual(judged(at('08:10:00'), at('15:00:00'), true), {
    kind: 'counts',
    at: at('08:10:00'),
    status: 'present',
    uploadedLate: true,
  })
  assert.equal(refusal(judged(at('08:10:00'), at('08:10:00', '2025-03-15'), true)), 'counts')
  assert.equal(refusal(judged(at('08:10:00'), at('08:10:01', '2025-03-15'), true)), 'too-late')
})

test('a phone that calls a fresh code offline gains nothing by it', () => {
  assert.deepEqual(
    judged(at('08:10:00'), at('08:10:04'), true),
    judged(at('08:10:00'), at('08:10:04'), false),
  )
})

test('a code of the future is refused, offline or not', () => {
  assert.equal(refusal(judged(at('08:10:15'), at('08:10:00'))), 'code-old')
  assert.equal(refusal(judged(at('08:10:15'), at('08:10:00'), true)), 'code-old')
})

test('before the opening nothing is recorded and nobody is locked out', () => {
  assert.deepEqual(judged(at('07:59:56'), at('07:59:59')), { kind: 'not-open', opensAt: slot.opensAt })
  assert.equal(refusal(judged(at('07:59:56'), at('08:00:00'))), 'counts')
  assert.equal(refusal(judged(at('07:50:00'), at('09:00:00'), true)), 'before-open')
})

function statusAt(clock: string): string {
  const verdict = judged(at(clock), at(clock))
  return verdict.kind === 'counts' ? verdict.status : refusal(verdict)
}

test('late is late, closed is closed', () => {
  const clocks = ['08:39:59', '08:40:00', '11:59:59', '12:00:00']
  assert.deepEqual(clocks.map(statusAt), ['present', 'late', 'late', 'closed'])
})
