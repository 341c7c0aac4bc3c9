import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { checkIn } from '#contract/phone.ts'
import { Refused } from '#lib/refusal.ts'
import { rows, scene, send, shown } from './door.ts'
import { addActivity, at, makeHall, teacher } from './hall.ts'

function refusedWith(code: string, words?: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof Refused, String(error))
    assert.equal(error.refusal.code, code, error.refusal.because)
    if (words !== undefined) assert.match(error.refusal.because, words)
    return true
  }
}

test('a scanned code is recorded once, with an audit row', async (t) => {
  const hall = await scene(t)
  const { code } = await shown(hall, hall.activity)
  const reply = await send(hall, teacher('甲'), { code })
  assert.equal(reply.outcome, 'recorded')
  assert.match(reply.words, /签到成功（9:00），计为迟到/)
  assert.deepEqual(await rows(hall), [{ slot: 1, status: 'late', method: 'code', late: false }])
  const log = await hall.db.admin.query(`select from audit_log where action = 'check-in'`)
  assert.equal(log.rows.length, 1)
  checkIn.reply?.parse(reply)
})

test('double tap, retry and lost response leave one row and no error', async (t) => {
  const hall = await scene(t)
  const { code } = await shown(hall, hall.activity)
  const nonce = randomUUID()
  const session = await hall.session(teacher('甲'))
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => send(hall, session, { code, nonce })))
  assert.deepEqual(outcomes.map((reply) => reply.outcome).toSorted(), [
    'already',
    'already',
    'already',
    'recorded',
  ])
  hall.clock.now = at('09:00:05')
  const again = await send(hall, session, { code, nonce })
  assert.equal(again.outcome, 'already')
  assert.equal(again.at, at('09:00:00').toISOString())
  assert.equal((await rows(hall)).length, 1)
})

test('the same person from two devices at once: one row, no error', async (t) => {
  const hall = await scene(t)
  const { code } = await shown(hall, hall.activity)
  const sessions = await Promise.all([1, 2].map(() => hall.session(teacher('甲'))))
  for (let round = 0; round < 20; round += 1) {
    await hall.db.admin.query('delete from attendance')
    const outcomes = await Promise.all(
      sessions.map((session, n) => send(hall, session, { code, device: `phone-${n}-xx` })),
    )
    assert.deepEqual(outcomes.map((reply) => reply.outcome).toSorted(), ['already', 'recorded'])
    assert.equal((await rows(hall)).length, 1)
  }
})

test('a screenshot sent to a friend is worth nothing once the code has changed', async (t) => {
  const hall = await scene(t)
  const { code } = await shown(hall, hall.activity)
  await send(hall, teacher('甲'), { code })
  hall.clock.now = at('09:00:12')
  await assert.rejects(send(hall, teacher('乙'), { code }), refusedWith('code-old', /请扫大屏上最新的码/))
  assert.equal((await rows(hall)).length, 1)
})

test('a scan without network counts at its own time and is marked', async (t) => {
  const hall = await scene(t)
  hall.clock.now = at('08:20:00')
  const { code } = await shown(hall, hall.activity)
  hall.clock.now = at('20:00:00')
  const reply = await send(hall, teacher('甲'), { code, offline: true })
  assert.equal(reply.at, at('08:20:00').toISOString())
  assert.match(reply.words, /补传/)
  assert.deepEqual(await rows(hall), [{ slot: 1, status: 'present', method: 'code', late: true }])
})

test('before the opening: said when, nothing recorded, and it works then', async (t) => {
  const hall = await scene(t)
  const { code } = await shown(hall, hall.activity) // 09:00, open
  await hall.db.admin.query(`update activity_slot set opens_at = $1, late_after = $1, closes_at = $2`, [
    at('09:00:05'),
    at('10:00:00'),
  ])
  const early = await send(hall, teacher('甲'), { code })
  assert.deepEqual([early.outcome, early.opensAt, early.at], ['not-open', at('09:00:05').toISOString(), null])
  assert.match(early.words, /尚未开放，9:00 开放/)
  assert.deepEqual(await rows(hall), [])
  hall.clock.now = at('09:00:05')
  assert.equal((await send(hall, teacher('甲'), { code })).outcome, 'recorded')
})

test('after the end: refused with where to go', async (t) => {
  const hall = await scene(t)
  const { code } = await shown(hall, hall.activity)
  await hall.db.admin.query(`update activity_slot set closes_at = late_after`)
  await assert.rejects(send(hall, teacher('甲'), { code }), refusedWith('closed', /已于 8:40 截止.*签到台/))
})

test('a code of another activity says whose it is, where to go, and records nothing', async (t) => {
  const hall = await scene(t)
  const other = await addActivity(hall, ['丙'])
  const { code } = await shown(hall, other.activity)
  await assert.rejects(
    send(hall, teacher('甲'), { code }),
    refusedWith('not-on-roster', /名单上没有您.*您今天的活动是《活动\d+》（8:30 开始）.*签到台登记/),
  )
  assert.deepEqual(await rows(hall), [])
})

test('a code of another region says nothing about it', async (t) => {
  const hall = await scene(t)
  const far = await makeHall(hall.db, '990002')
  const { code } = await shown(hall, hall.activity)
  const stranger = await far.session(teacher('甲'))
  await assert.rejects(send(hall, stranger, { code }), refusedWith('code'))
  await send(hall, teacher('甲'), { code }) // the slot is remembered now
  await assert.rejects(send(hall, stranger, { code }), refusedWith('code'))
})

test('forged and foreign codes are refused', async (t) => {
  const hall = await scene(t)
  const { code } = await shown(hall, hall.activity)
  const forged = code.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  await assert.rejects(send(hall, teacher('甲'), { code: forged }), refusedWith('code'))
  await assert.rejects(send(hall, teacher('甲'), { code: 'https://example.org/x' }), refusedWith('code'))
  await assert.rejects(send(hall, teacher('甲'), { code: code.replace('.1.', '.2.') }), refusedWith('code'))
})

test('two accounts on one phone are recorded and shown', async (t) => {
  const hall = await scene(t)
  const { code } = await shown(hall, hall.activity)
  const first = await send(hall, teacher('甲'), { code })
  const second = await send(hall, teacher('乙'), { code })
  assert.deepEqual([first.sharedDevice, second.sharedDevice], [false, true])
  assert.match(second.words, /这部手机也为别人签过到/)
  assert.equal((await rows(hall)).length, 2)
})

test('a short code is matched among the own activities only', async (t) => {
  const hall = await scene(t, ['甲'])
  const { shortCode } = await shown(hall, hall.activity)
  assert.equal((await send(hall, teacher('甲'), { shortCode })).outcome, 'recorded')
  assert.equal((await send(hall, teacher('甲'), { shortCode })).outcome, 'already')
  await assert.rejects(send(hall, teacher('丙'), { shortCode }), refusedWith('nothing-open'))
  hall.clock.now = at('09:02:00')
  await assert.rejects(send(hall, teacher('甲'), { shortCode }), refusedWith('short-code', /短码不对/))
})

test('guessing short codes is stopped, and the right one waits too', async (t) => {
  const hall = await scene(t)
  const { shortCode } = await shown(hall, hall.activity)
  const wrong = shortCode === '000000' ? '000001' : '000000'
  const session = await hall.session(teacher('甲'))
  for (let guess = 0; guess < 10; guess += 1) {
    await assert.rejects(send(hall, session, { shortCode: wrong }), refusedWith('short-code'))
  }
  await assert.rejects(send(hall, session, { shortCode }), refusedWith('guesses', /60 秒后再试/))
  assert.equal((await send(hall, teacher('乙'), { shortCode })).outcome, 'recorded') // nobody else is locked out
  hall.clock.now = at('09:01:01')
  const later = await shown(hall, hall.activity)
  assert.equal((await send(hall, session, { shortCode: later.shortCode })).outcome, 'recorded')
})

test('who is signed out, or is no teacher, is told so', async (t) => {
  const hall = await scene(t)
  const { code } = await shown(hall, hall.activity)
  await send(hall, teacher('甲'), { code })
  await assert.rejects(send(hall, Buffer.alloc(32), { code }), refusedWith('signed-out'))
  await assert.rejects(send(hall, { role: 'leader' }, { code }), refusedWith('no-person'))
})

test('a cancelled activity takes no check-ins', async (t) => {
  const hall = await scene(t)
  const { code } = await shown(hall, hall.activity)
  await hall.db.admin.query(
    `insert into activity_cancellation (region_id, activity_id, by, because) values ($1, $2, 'x', '停电')`,
    [hall.county.region, hall.activity],
  )
  await assert.rejects(send(hall, teacher('甲'), { code }), refusedWith('cancelled', /停电/))
})

test("somebody else's nonce does not pass as the own check-in", async (t) => {
  const hall = await scene(t)
  const { code } = await shown(hall, hall.activity)
  const nonce = randomUUID()
  await send(hall, teacher('甲'), { code, nonce })
  await assert.rejects(send(hall, teacher('乙'), { code, nonce }), refusedWith('nonce-used'))
  assert.equal((await rows(hall)).length, 1)
})

test('what the desk has written is not overwritten by a phone', async (t) => {
  const hall = await scene(t)
  const { code } = await shown(hall, hall.activity)
  await hall.db.admin.query(
    `insert into attendance (region_id, activity_id, person_id, slot, status, method, recorded_by) values ($1, $2, $3, 1, 'leave', 'desk', 'x')`,
    [hall.county.region, hall.activity, hall.county.people.get('甲')],
  )
  const reply = await send(hall, teacher('甲'), { code })
  assert.equal(reply.outcome, 'already')
  assert.match(reply.words, /签到台已登记您请假/)
})

test('a body has either a code or a short one, and nothing unknown decides', () => {
  const body = { nonce: randomUUID(), device: 'phone-of-test' }
  assert.equal(checkIn.body?.safeParse(body).success, false)
  assert.equal(checkIn.body?.safeParse({ ...body, code: 'x', shortCode: '123456' }).success, false)
  assert.equal(checkIn.body?.safeParse({ ...body, shortCode: '12345' }).success, false)
})
