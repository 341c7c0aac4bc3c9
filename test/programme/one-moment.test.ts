import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Refused } from '#lib/refusal.ts'
import { rows, scene, send, shown, type Sent } from './door.ts'
import { officer, teacher } from './hall.ts'

test('a whole moment goes together, and each gets the own answer', async (t) => {
  const hall = await scene(t)
  const { code } = await shown(hall, hall.activity)
  const [first, second] = [await hall.session(teacher('甲')), await hall.session(teacher('乙'))]
  const nonce = randomUUID()
  const sent: [Buffer, Sent][] = [
    [first, { code, nonce }],
    [first, { code, nonce }],
    [first, { code }],
    [second, { code }],
    [await hall.session(teacher('丙')), { code }],
    [Buffer.alloc(32), { code }],
    [await hall.session(officer), { code }],
  ]
  const answers = await Promise.allSettled(sent.map(([who, one]) => send(hall, who, one)))
  const said = answers.map((one) =>
    one.status === 'fulfilled' ? one.value.outcome : (one.reason as Refused).refusal.code,
  )
  assert.deepEqual(said.slice(0, 4).toSorted(), ['already', 'already', 'recorded', 'recorded'])
  assert.equal(said[3], 'recorded')
  assert.deepEqual(said.slice(4), ['not-on-roster', 'signed-out', 'no-person'])
  assert.equal((await rows(hall)).length, 2)
  const log = await hall.db.admin.query(`select from audit_log where action = 'check-in'`)
  assert.equal(log.rows.length, 2)
})

test('somebody whose row is held keeps nobody waiting', async (t) => {
  const hall = await scene(t)
  const { code } = await shown(hall, hall.activity)
  const [held, free] = [await hall.session(teacher('甲')), await hall.session(teacher('乙'))]
  const other = await hall.db.admin.connect()
  try {
    await other.query('begin')
    await other.query(
      `insert into attendance (region_id, activity_id, person_id, slot, status, method, recorded_by) values ($1, $2, $3, 1, 'leave', 'desk', 'x')`,
      [hall.county.region, hall.activity, hall.county.people.get('甲')],
    )
    const waiting = send(hall, held, { code })
    assert.equal((await send(hall, free, { code })).outcome, 'recorded')
    await other.query('commit')
    assert.equal((await waiting).outcome, 'already')
  } finally {
    other.release()
  }
})
