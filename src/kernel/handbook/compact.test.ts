import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { handbookGrades } from '#contract/handbook.ts'
import { gridOf, type TeacherYear } from './compact.ts'
import type { HandbookMonth } from './decide.ts'

const month = (n: number, more: Partial<HandbookMonth> = {}): HandbookMonth => ({
  month: n,
  items: { teaching: 0, classroom: 0, research: 0 },
  hours: 0,
  observed: 0,
  grade: null,
  remark: '',
  lacks: [],
  ...more,
})
const year = (more: (n: number) => Partial<HandbookMonth>): TeacherYear => ({
  person: { id: randomUUID(), name: '欧阳晓春' },
  months: Array.from({ length: 12 }, (_, at) => month(at + 1, more(at + 1))),
})

test('the month looked at is whole, the others are a number and a mark, what many lack is said once', () => {
  const busy = year((n) =>
    n === 3 ? { items: { teaching: 1, classroom: 2, research: 3 }, hours: 4.5, observed: 2 } : {},
  )
  const idle = year((n) => ({
    ...(n === 3 && { lacks: ['记录 0/4 条', '听课 0/1 节'], grade: 'fail', remark: '请补记' }),
    ...(n === 1 && { grade: 'excellent', items: { teaching: 7, classroom: 0, research: 0 }, remark: '很好' }),
  }))
  const { rows, lacks } = gridOf([busy, idle, year((n) => (n === 3 ? { lacks: ['听课 0/1 节'] } : {}))], 3)
  assert.deepEqual(lacks, ['记录 0/4 条', '听课 0/1 节'])
  assert.deepEqual(rows[0], {
    person: busy.person,
    items: [1, 2, 3],
    hours: 4.5,
    observed: 2,
    counts: [0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    grades: '------------',
  })
  assert.deepEqual([rows[1]?.lacks, rows[1]?.remark, rows[1]?.counts[0]], [[0, 1], '请补记', 7])
  assert.equal(rows[1]?.grades, 'e-f---------')
  assert.deepEqual(rows[2]?.lacks, [1])
})

test('a school of 300 teachers, all graded and all lacking something, stays below 60,000 bytes', () => {
  const years = Array.from({ length: 300 }, (_, at) =>
    year((n) => ({
      items: { teaching: at % 4, classroom: n % 3, research: 2 },
      hours: 12.5,
      observed: 1,
      grade: handbookGrades[at % 4] ?? null,
      lacks: [`记录 ${at % 4}/4 条`, '听课 0/1 节'],
    })),
  )
  const bytes = Buffer.byteLength(JSON.stringify(gridOf(years, 9)))
  assert.ok(bytes < 60_000, `${bytes} bytes`)
})
