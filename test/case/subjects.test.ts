import assert from 'node:assert/strict'
import { test } from 'node:test'
import { subjectsOn } from '#kernel/case/subject.ts'
import { garden } from './garden.ts'

test('of one person’s cases, loaded together, each knows what held on its own day', async (context) => {
  const g = await garden(context)
  const personId = g.county.people.get('甲一')!
  await g.db.admin.query(`update person set started_on = '2010-09-01' where id = $1`, [personId])
  await g.db.admin.query(
    `insert into title_grant (region_id, id, person_id, title, level, named_on, ends_after)
     values ($1, gen_random_uuid(), $2, '骨干教师', 'county', '2023-09-01', '2026-08-31')`,
    [g.county.region, personId],
  )
  const days = ['2026-03-02', '2026-10-10', '2022-01-01']
  const subjects = await g.county.as({ role: 'officer' }, (work) =>
    subjectsOn(
      work,
      days.map((day) => ({ personId, unitId: null, day })),
    ),
  )
  assert.deepEqual(
    subjects.map(({ teacher }) => [teacher?.yearsOfService, teacher?.titles]),
    [
      [15, ['骨干教师']],
      [16, []],
      [11, []],
    ],
  )
})
