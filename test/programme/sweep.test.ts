import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saveSheet } from '#kernel/programme/activities/attendance.ts'
import { settleDue } from '#kernel/programme/sweep.ts'
import { sealAll } from '#jobs/seal.ts'
import { startJobs } from '#jobs/start.ts'
import { testDatabase, type Ending } from '#test/harness/database.ts'
import { addActivity, addPolicy, at, key, makeHall, type Hall, type Who } from './hall.ts'

const system: Who = { role: 'system' }
const sweep = (hall: Hall): Promise<number> =>
  hall.as(system, async (work) => (await settleDue(work)).entries)

type Scene = Hall & { activity: string; checkIn: (slot: number, when: Date, late?: boolean) => Promise<void> }

/** 甲 in an activity of two slots that ends at 16:30. */
async function scene(ending: Ending, organiser = 'C'): Promise<Scene> {
  const hall = await makeHall(await testDatabase(ending))
  await addPolicy(hall)
  const { activity } = await addActivity(hall, ['甲'], { organiser })
  const checkIn = async (slot: number, when: Date, late = false): Promise<void> => {
    await hall.db.admin.query(
      `insert into attendance (region_id, activity_id, person_id, slot, status, at, method, uploaded_late, recorded_at, recorded_by)
       values ($1, $2, $3, $4, 'present', $5, 'code', $6, $5, '甲')`,
      [hall.county.region, activity, hall.county.people.get('甲'), slot, when, late],
    )
  }
  return { ...hall, activity, checkIn }
}

test('an activity is settled once it has ended and its check-ins are in, and then left alone', async (t) => {
  const hall = await scene(t)
  await hall.checkIn(1, at('08:30:00'))
  await hall.checkIn(2, at('12:30:00'))
  hall.clock.now = at('16:30:10')
  assert.equal(await sweep(hall), 0)
  hall.clock.now = at('16:31:00')
  assert.equal(await sweep(hall), 1)
  const settled = async (): Promise<unknown> =>
    (await hall.db.admin.query('select settled_at from activity')).rows[0]
  const before = await settled()
  hall.clock.now = at('16:32:00')
  assert.equal(await sweep(hall), 0)
  assert.deepEqual(await settled(), before)
})

test('a check-in uploaded days later is credited', async (t) => {
  const hall = await scene(t)
  await hall.checkIn(1, at('08:30:00'))
  hall.clock.now = at('16:31:00')
  assert.equal(await sweep(hall), 0)
  await hall.checkIn(2, at('10:00:00', '2025-03-12'), true)
  hall.clock.now = at('10:00:03', '2025-03-12')
  assert.equal(await sweep(hall), 1)
})

test('a check-in that closes after the end is waited for', async (t) => {
  const hall = await scene(t)
  await hall.db.admin.query(
    `insert into activity_slot (region_id, activity_id, slot, opens_at, late_after, closes_at, secret)
     values ($1, $2, 2, $3, $3, $4, decode(repeat('00', 32), 'hex'))`,
    [hall.county.region, hall.activity, at('16:00:00'), at('18:00:00')],
  )
  await hall.checkIn(1, at('08:30:00'))
  await hall.checkIn(2, at('17:59:00'))
  hall.clock.now = at('18:00:20')
  assert.equal(await sweep(hall), 0)
  hall.clock.now = at('18:01:00')
  assert.equal(await sweep(hall), 1)
})

test('what a school saves is settled by the sweep, for people it does not see too', async (t) => {
  const hall = await scene(t, 'S1')
  const { region, people } = hall.county
  await hall.db.admin.query(
    `insert into participation (region_id, activity_id, person_id, role) values ($1, $2, $3, 'lecturer')`,
    [region, hall.activity, people.get('丙')],
  )
  hall.clock.now = at('17:00:00')
  assert.equal(await sweep(hall), 1)
  const changes = [1, 2].map((slot) => ({ p: people.get('甲') ?? '', slot, status: 'present' as const }))
  const saved = await hall.as({ role: 'school', unit: 'S1' }, (work) =>
    saveSheet(work, hall.activity, { key: key(), changes }),
  )
  assert.deepEqual(saved, { saved: 2, recognised: 0, entries: 0, pending: true })
  assert.equal(await sweep(hall), 1)
  const entries = await hall.db.admin.query<{ n: number }>('select count(*) as n from credit_entry')
  assert.equal(entries.rows[0]?.n, 2)
})

test('the jobs settle and seal by themselves and stop when told', async (t) => {
  const hall = await scene(t)
  await hall.checkIn(1, at('08:30:00'))
  await hall.checkIn(2, at('12:30:00'))
  hall.clock.now = at('16:31:00')
  const errors: unknown[] = []
  const jobs = startJobs(hall.runtime, (error) => errors.push(error))
  const deadline = Date.now() + 10_000
  const entries = async (): Promise<number> =>
    (await hall.db.admin.query('select from credit_entry')).rows.length
  while ((await entries()) === 0 && Date.now() < deadline) await new Promise((done) => setTimeout(done, 20))
  await jobs.stop()
  assert.deepEqual(errors, [])
  assert.equal(await entries(), 1)
  await sealAll(hall.runtime)
  const unsealed = await hall.db.admin.query<{ n: number }>(
    `select (select count(*) from audit_log) - (select sum(rows) from audit_seal) as n`,
  )
  assert.equal(Number(unsealed.rows[0]?.n), 0)
})
