import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarText } from './ical.ts'

const NOW = new Date('2026-11-21T02:00:00Z')
const lines = (text: string): string[] => text.split('\r\n')
const unfolded = (text: string): string => text.replaceAll('\r\n ', '')

test('no line is longer than 75 bytes, none breaks a character, and together they say what was said', () => {
  const title = '“双减”背景下小学数学作业设计与实施专题研修𠮷'.repeat(4)
  const text = calendarText(
    '日历',
    [{ uid: 'a', title, place: '县教师发展中心', about: '', day: '2026-11-30' }],
    NOW,
  )
  for (const line of lines(text)) {
    assert.ok(Buffer.byteLength(line) <= 75, line)
    assert.ok(!line.includes('\uFFFD'))
  }
  assert.ok(unfolded(text).includes(`SUMMARY:${title}\r\n`))
  assert.ok(text.endsWith('END:VCALENDAR\r\n'))
})

test('times stand in local time with their zone; days end with the next one', () => {
  const hall = { uid: 'b', title: '集中培训', place: null, about: '' }
  const [from, until] = [new Date('2026-11-30T16:30:00Z'), new Date('2026-11-30T17:00:00Z')]
  const text = calendarText(
    '日历',
    [
      { ...hall, from, until },
      { ...hall, uid: 'c', day: '2026-12-31' },
    ],
    NOW,
  )
  assert.match(
    text,
    /\r\nDTSTART;TZID=Asia\/Shanghai:20261201T003000\r\nDTEND;TZID=Asia\/Shanghai:20261201T010000\r\n/,
  )
  assert.match(text, /\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n/)
  assert.match(text, /\r\nBEGIN:VTIMEZONE\r\nTZID:Asia\/Shanghai\r\n/)
})

test('a title cannot add lines of its own', () => {
  const title = 'a\r\nEND:VCALENDAR\nb;c,d\\e'
  const text = unfolded(
    calendarText('日历', [{ uid: 'd', title, place: null, about: '', day: '2026-12-31' }], NOW),
  )
  assert.ok(text.includes('SUMMARY:a\\nEND:VCALENDAR\\nb\\;c\\,d\\\\e\r\n'))
  assert.equal(lines(text).filter((line) => line === 'END:VCALENDAR').length, 1)
})
