import assert from 'node:assert/strict'
import { test } from 'node:test'
import { workCalendar } from '#lib/working-days.ts'
import type { Todo } from '#contract/message.ts'
import { afterQuiet, grouped, nextTry, refuseReminding, refuseTold, remindsToday, timeOf } from './decide.ts'

const SATURDAY = '2026-11-21'

test('what is due is late, today, this week or later; a week ends with its Sunday', () => {
  const times = ['2026-11-20', SATURDAY, '2026-11-22', '2026-11-23', null].map((due) => timeOf(due, SATURDAY))
  assert.deepEqual(times, ['late', 'today', 'week', 'later', 'later'])
  assert.equal(timeOf('2026-11-23', '2026-11-22'), 'later')
})

test('groups stand from late to later, each by its days', () => {
  const item = (title: string, due: string | null, source: Todo['source']): Todo => ({
    source,
    title,
    detail: '',
    link: '/',
    due,
  })
  const groups = grouped(
    [
      item('d', null, 'case'),
      item('b', '2026-11-01', 'notice'),
      item('a', '2026-10-01', 'notice'),
      item('c', '2026-11-01', 'case'),
    ],
    SATURDAY,
  )
  assert.deepEqual(
    groups.map(({ time, items }) => [time, items.map(({ title }) => title).join('')]),
    [
      ['late', 'acb'],
      ['later', 'd'],
    ],
  )
})

test('reminding is for the sender, once a day, while somebody has not read', () => {
  const fine = { unread: 3, remindedToday: false, sender: true }
  assert.equal(refuseReminding(fine), null)
  assert.equal(refuseReminding({ ...fine, sender: false })?.code, 'not-sender')
  assert.equal(refuseReminding({ ...fine, unread: 0 })?.code, 'all-read')
  assert.equal(refuseReminding({ ...fine, remindedToday: true })?.code, 'reminded')
})

test('nothing goes out in the quiet hours, over midnight and within a day', () => {
  const at = (local: string): Date => new Date(`${local}+08:00`)
  const night = { quietFrom: '22:00', quietUntil: '07:00' }
  const cases = [
    ['2026-11-21T21:59', '2026-11-21T21:59'],
    ['2026-11-21T22:00', '2026-11-22T07:00'],
    ['2026-11-22T03:00', '2026-11-22T07:00'],
    ['2026-11-22T07:00', '2026-11-22T07:00'],
  ] as const
  for (const [asked, first] of cases) assert.deepEqual(afterQuiet(at(asked), night), at(first), asked)
  const noon = { quietFrom: '12:00', quietUntil: '14:00' }
  assert.deepEqual(afterQuiet(at('2026-11-22T13:00'), noon), at('2026-11-22T14:00'))
  assert.deepEqual(
    afterQuiet(at('2026-11-22T13:00'), { quietFrom: '12:00', quietUntil: '12:00' }),
    at('2026-11-22T13:00'),
  )
})

test('tries come soon at first, then every six hours', () => {
  const start = new Date('2026-11-21T00:00:00Z')
  const minutes = [1, 2, 3, 4, 5, 6].map((n) => (nextTry(start, n).getTime() - start.getTime()) / 60_000)
  assert.deepEqual(minutes, [1, 5, 30, 120, 360, 360])
})

test('a notice reminds by itself once in its last working days, not on the day it went out, not on days off', () => {
  const holiday = workCalendar([{ day: '2026-03-09', kind: 'off' }])
  const facts = { publishedOn: '2026-03-02', dueOn: '2026-03-10', days: 2, reminded: [] }
  const days = [
    '2026-03-04',
    '2026-03-05',
    '2026-03-06',
    '2026-03-07',
    '2026-03-09',
    '2026-03-10',
    '2026-03-11',
  ]
  assert.deepEqual(
    days.filter((today) => remindsToday({ ...facts, today }, holiday)),
    ['2026-03-05', '2026-03-06', '2026-03-10'],
  )
  const today = '2026-03-06'
  assert.equal(remindsToday({ ...facts, today, reminded: ['2026-03-05'] }, holiday), false)
  assert.equal(remindsToday({ ...facts, today, reminded: ['2026-03-03'] }, holiday), true)
  assert.equal(remindsToday({ ...facts, today, publishedOn: today }, holiday), false)
})

test('what is noted of telling an applicant has a day that fits and, where nobody was reached, a note', () => {
  const said = {
    how: 'phone' as const,
    on: '2026-03-03',
    note: null,
    today: '2026-03-04',
    publishedOn: '2026-03-02',
    told: false,
  }
  assert.equal(refuseTold(said), null)
  assert.equal(refuseTold({ ...said, told: true })?.code, 'told')
  assert.equal(refuseTold({ ...said, on: '2026-03-05' })?.code, 'future')
  assert.equal(refuseTold({ ...said, on: '2026-03-01' })?.code, 'early')
  assert.equal(refuseTold({ ...said, how: 'unreachable', note: ' ' })?.code, 'note')
  assert.equal(refuseTold({ ...said, how: 'unreachable', note: '打过三次' }), null)
})
