import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saveSheet } from '#kernel/programme/activities/attendance.ts'
import { activityPageOf } from '#kernel/programme/activities/page.ts'
import { programmePageOf } from '#kernel/programme/programmes/page.ts'
import { addActivity, key, makeHall, officer, teacher } from './hall.ts'
import { hallOf, mark, refused, school, systems } from './made.ts'

test('only who organises may change an activity; the page says so before', async (t) => {
  const hall = await hallOf(t)
  const { activity: id } = await addActivity(hall, ['甲'])
  const sheet = { key: key(), changes: [mark(hall, '甲', 1, 'present')] }
  await assert.rejects(
    hall.as(school('S1'), (work) => saveSheet(work, id, sheet)),
    refused(403, 'not-organiser', /由承办单位发展中心管理/),
  )
  await assert.rejects(
    hall.as({ role: 'leader' }, (work) => saveSheet(work, id, sheet)),
    refused(403, 'not-organiser'),
  )
  const page = await hall.as(school('S1'), (work) => activityPageOf(work, systems, id))
  assert.deepEqual(
    page.actions.filter((action) => action.enabled).map((action) => action.id),
    ['export'],
  )
  const own = await addActivity(hall, ['甲'], { organiser: 'S1' })
  await hall.as(school('S1'), (work) => saveSheet(work, own.activity, { ...sheet, key: key() }))
})

test('the database too refuses a school that marks its teachers in an activity of others', async (t) => {
  const hall = await hallOf(t)
  const { activity: id } = await addActivity(hall, ['甲'])
  const session = await hall.session(school('S1'))
  const client = await hall.db.app.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('yanpei.session', $1, true)`, [session.toString('hex')])
    const seen = await client.query('select from participation where activity_id = $1', [id])
    assert.equal(seen.rows.length, 1)
    await assert.rejects(
      client.query(
        `insert into attendance (region_id, activity_id, person_id, slot, status, method, recorded_by)
         values ($1, $2, $3, 1, 'present', 'desk', 'x')`,
        [hall.county.region, id, hall.county.people.get('甲')],
      ),
      /row-level security/,
    )
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('what one may not see is not there', async (t) => {
  const hall = await hallOf(t)
  const far = await makeHall(hall.db, '990002')
  const { activity: id, programme: programmeId } = await addActivity(hall, ['甲', '丙'])
  await assert.rejects(
    far.as(officer, (work) => activityPageOf(work, systems, id)),
    refused(404, 'not-found'),
  )
  await assert.rejects(
    far.as(officer, (work) => programmePageOf(work, systems, programmeId)),
    refused(404, 'not-found'),
  )
  const page = await hall.as(school('S2'), (work) => activityPageOf(work, systems, id))
  assert.deepEqual(
    page.roster.map((row) => row.name),
    ['丙'],
  )
})

test('a teacher manages nothing', async (t) => {
  const hall = await hallOf(t)
  const { activity: id } = await addActivity(hall, ['甲'])
  const sheet = { key: key(), changes: [mark(hall, '甲', 1, 'present')] }
  await assert.rejects(
    hall.as(teacher('甲'), (work) => saveSheet(work, id, sheet)),
    refused(403, 'not-organiser'),
  )
})
