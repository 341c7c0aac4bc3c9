import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { handbookRules } from '#systems/handbook.ts'
import { checkByDay, monthsOf, monthToCheck, refuseChecking, refuseEntry } from './decide.ts'
import { handbookParams } from './define.ts'
import { placed, type Found } from './place.ts'

const params = handbookParams.parse({})
const found = (more: Partial<Found>): Found => ({
  source: 'work',
  id: 'w1',
  person: 'p',
  on: '2026-03-05',
  what: '教学设计',
  role: '',
  title: '一课',
  text: '',
  hours: null,
  opens: null,
  ...more,
})
const kindOf = (more: Partial<Found>): string | undefined => placed(handbookRules, [found(more)])[0]?.kind

suite('where a record stands in the handbook', () => {
  test('works by their kind, activities by system and role, the rest by what it is', () => {
    assert.equal(kindOf({}), 'lesson-plan')
    assert.equal(kindOf({ what: '教学反思' }), 'reflection')
    assert.equal(kindOf({ what: '问题诊断报告' }), undefined)
    const activity = { source: 'activity', what: 'lesson-observation' } as const
    assert.equal(kindOf({ ...activity, role: 'trainee' }), 'observed')
    assert.equal(kindOf({ ...activity, role: 'lecturer' }), 'lesson')
    assert.equal(kindOf({ ...activity, what: 'group-training', role: 'trainee' }), 'activity')
    assert.equal(kindOf({ source: 'problem', what: '' }), 'problem')
    assert.equal(kindOf({ source: 'entry', what: 'note' }), 'note')
  })

  test('somebody in two roles of one activity has it once of a kind', () => {
    const both = ['lecturer', 'organiser'].map((role) =>
      found({ source: 'activity', what: 'group-training', role }),
    )
    assert.equal(placed(handbookRules, both).length, 1)
  })
})

suite('a month of a handbook', () => {
  const season = (today: string) => ({ year: 2026, today, params, observedKind: handbookRules.observed })
  const month = (items: Found[], today: string, at = 3) =>
    monthsOf(placed(handbookRules, items), [], season(today))[at - 1]

  test('counts by part, and says what a month that is over lacks', () => {
    const items = [found({}), found({ id: 'w2', what: '教学反思' })]
    assert.deepEqual(month(items, '2026-04-01')?.items, { teaching: 1, classroom: 1, research: 0 })
    assert.deepEqual(month(items, '2026-04-01')?.lacks, ['记录 2/4 条', '听课 0/1 节'])
    assert.deepEqual(month(items, '2026-03-31')?.lacks, [], 'it is not over')
    assert.deepEqual(month([], '2026-12-31', 7)?.lacks, [], 'nothing is asked for in the holidays')
  })

  test('is checked by the tenth of the next one; the last that is over comes first', () => {
    assert.equal(checkByDay(2026, 12, params), '2027-01-10')
    assert.deepEqual(
      [monthToCheck(2026, '2026-11-22'), monthToCheck(2026, '2026-01-05'), monthToCheck(2025, '2026-01-05')],
      [10, 1, 12],
    )
  })

  test('is graded by the school, never by oneself, never before it has begun', () => {
    const asked = { year: 2026, month: 3, today: '2026-03-20' }
    const code = (role: string, person: string | null, more = {}): string | undefined =>
      refuseChecking({ role, person }, ['p'], { ...asked, ...more })?.code
    assert.equal(code('school', null), undefined)
    assert.equal(code('officer', null), 'school-only')
    assert.equal(code('school', 'p'), 'own')
    assert.equal(code('school', 'q', { month: 4 }), 'not-begun')
  })
})

suite('an own entry', () => {
  const entry = { on: '2026-03-05', kind: 'note', text: '读书有得', work: null }
  const code = (more: object): string | undefined =>
    refuseEntry(handbookRules, { ...entry, ...more }, '2026-03-05')?.code

  test('is of a kind that teachers write, not of a day to come, and not empty', () => {
    assert.equal(code({}), undefined)
    assert.equal(code({ kind: 'activity' }), 'kind')
    assert.equal(code({ on: '2026-03-06' }), 'future')
    assert.equal(code({ text: '' }), 'empty')
    assert.equal(code({ text: '', work: 'w' }), undefined)
  })
})
