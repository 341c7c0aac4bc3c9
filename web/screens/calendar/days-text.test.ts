import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysText, readDays } from './days-text.ts'

test('what is typed comes back as it was', () => {
  const text = '2026-10-01 放假 国庆节\n2026-10-10 上班 国庆节'
  const { days, problem } = readDays(text, 2026)
  assert.equal(problem, undefined)
  assert.equal(daysText(days), text)
})

test('a line that is no day, of another year, or twice is told', () => {
  assert.match(readDays('2026-02-30 放假', 2026).problem ?? '', /读不懂/)
  assert.match(readDays('2025-10-01 放假', 2026).problem ?? '', /不在 2026 年/)
  assert.match(readDays('2026-10-01 放假\n2026-10-01 上班', 2026).problem ?? '', /写了两次/)
})
