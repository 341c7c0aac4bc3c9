import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saveSheet } from '#kernel/programme/activities/attendance.ts'
import { cancel } from '#kernel/programme/activities/cancel.ts'
import { activityPageOf } from '#kernel/programme/activities/page.ts'
import { changePeople } from '#kernel/programme/activities/roster-change.ts'
import { setTimes } from '#kernel/programme/activities/slot-times.ts'
import { addActivity, addPolicy, at, key, officer } from './hall.ts'
import { credits, hallOf, mark, refused, systems } from './made.ts'

test('people are added by identity number as pasted, and each who can not be is named', async (t) => {
  const hall = await hallOf(t)
  const { activity: id } = await addActivity(hall, ['甲'])
  const found = await hall.db.admin.query<{ identity_number: string }>(
    `select identity_number from person where name = '乙'`,
  )
  const number = found.rows[0]!.identity_number
  const change = {
    key: key(),
    add: [
      { identityNumber: ` ${number.slice(0, 6)} ${number.slice(6)}　`, role: 'trainee' as const },
      { identityNumber: '330102198001011234', role: 'trainee' as const },
      { identityNumber: '11010119900307', role: 'trainee' as const },
      { personId: hall.county.people.get('甲'), role: 'trainee' as const },
      { personId: hall.county.people.get('丙'), role: 'lecturer' as const },
    ],
    remove: [],
  }
  const outcome = await hall.as(officer, (work) => changePeople(work, id, change))
  assert.equal(outcome.added, 2)
  assert.equal(outcome.refused.length, 2)
  assert.match(outcome.refused[0]!.who, /\*/)
  const again = await hall.as(officer, (work) => changePeople(work, id, change))
  assert.deepEqual(again, outcome)
})

test('who has been marked stays on the roster', async (t) => {
  const hall = await hallOf(t)
  const { activity: id } = await addActivity(hall, ['甲', '乙'])
  await hall.as(officer, (work) =>
    saveSheet(work, id, { key: key(), changes: [mark(hall, '甲', 1, 'present')] }),
  )
  const remove = ['甲', '乙'].map((name) => ({
    personId: hall.county.people.get(name) ?? '',
    role: 'trainee' as const,
  }))
  const outcome = await hall.as(officer, (work) => changePeople(work, id, { key: key(), add: [], remove }))
  assert.deepEqual(outcome, {
    added: 0,
    removed: 1,
    refused: [{ who: '甲', because: outcome.refused[0]!.because }],
  })
  assert.match(outcome.refused[0]!.because, /已有签到记录/)
})

test('a sheet is saved whole or not at all', async (t) => {
  const hall = await hallOf(t)
  const { activity: id } = await addActivity(hall, ['甲', '乙'])
  const save = (changes: ReturnType<typeof mark>[]): Promise<{ saved: number }> =>
    hall.as(officer, (work) => saveSheet(work, id, { key: key(), changes }))
  await assert.rejects(
    save([mark(hall, '甲', 1, 'present'), mark(hall, '丙', 1, 'present')]),
    refused(422, 'not-on-roster', /什么也没有保存/),
  )
  await assert.rejects(
    save([mark(hall, '甲', 1, 'present'), mark(hall, '乙', 3, 'present')]),
    refused(422, 'slot', /没有第 3 场/),
  )
  const none = await hall.db.admin.query('select from attendance')
  assert.equal(none.rows.length, 0)
  const { saved } = await save([
    mark(hall, '甲', 1, 'absent'),
    mark(hall, '甲', 1, 'present'),
    mark(hall, '乙', 2, 'late'),
  ])
  assert.equal(saved, 2)
  assert.equal((await save([mark(hall, '甲', 1, 'present'), mark(hall, '乙', 2, null)])).saved, 1)
  const page = await hall.as(officer, (work) => activityPageOf(work, systems, id))
  assert.deepEqual(
    page.roster.map((row) => [row.name, row.marks]),
    [
      ['甲', 'P-'],
      ['乙', '--'],
    ],
  )
})

test('credits follow the sheet once the activity has ended, and go back when it is cancelled', async (t) => {
  const hall = await hallOf(t)
  await addPolicy(hall)
  const { activity: id } = await addActivity(hall, ['甲', '乙'])
  const both = [1, 2].flatMap((slot) => [mark(hall, '甲', slot, 'present'), mark(hall, '乙', slot, 'late')])
  const running = await hall.as(officer, (work) => saveSheet(work, id, { key: key(), changes: both }))
  assert.deepEqual(running, { saved: 4, recognised: 0, entries: 0, pending: true })
  hall.clock.now = at('17:00:00')
  const ended = await hall.as(officer, (work) =>
    saveSheet(work, id, { key: key(), changes: [mark(hall, '乙', 2, 'absent')] }),
  )
  assert.deepEqual(ended, { saved: 1, recognised: 1, entries: 1, pending: false })
  const asked = { key: key(), because: '误登记' }
  assert.deepEqual(await hall.as(officer, (work) => cancel(work, id, asked)), { reversed: 1 })
  assert.deepEqual(await hall.as(officer, (work) => cancel(work, id, asked)), { reversed: 1 })
  assert.deepEqual(await credits(hall), ['甲 award 8.00', '甲 reversal -8.00'])
  await assert.rejects(
    hall.as(officer, (work) => cancel(work, id, { key: key(), because: '再取消' })),
    refused(409, 'cancelled', /误登记/),
  )
})

test('several desks saving at once leave what was typed, and credits that fit it', async (t) => {
  const hall = await hallOf(t)
  await addPolicy(hall)
  const { activity: id } = await addActivity(hall, ['甲', '乙', '丙'])
  hall.clock.now = at('17:00:00')
  const sheets = Array.from({ length: 8 }, (_, n) =>
    ['甲', '乙', '丙'].flatMap((name) =>
      [1, 2].map((slot) => mark(hall, name, slot, n % 2 === 0 ? 'present' : 'absent')),
    ),
  )
  await Promise.all(
    sheets.map((changes) => hall.as(officer, (work) => saveSheet(work, id, { key: key(), changes }))),
  )
  const settled = await hall.db.admin.query<{ fits: boolean }>(`
    select bool_and(p.recognised = (select count(*) = 2 from attendance t where t.person_id = p.person_id and t.status = 'present')
      and p.recognised = exists (select from credit_balance b where b.person_id = p.person_id and b.amount = 8)) as fits
    from participation p`)
  assert.equal(settled.rows[0]?.fits, true)
})

/** Slot times of the day by the clock. */
const times = (opens: string, late: string, closes: string) => ({
  opensAt: at(opens).toISOString(),
  lateAfter: at(late).toISOString(),
  closesAt: at(closes).toISOString(),
})

test('slot times out of order are refused in words, others hold', async (t) => {
  const hall = await hallOf(t)
  const { activity: id } = await addActivity(hall, ['甲'])
  const set = (slot: number, asked: ReturnType<typeof times>) =>
    hall.as(officer, (work) => setTimes(work, id, slot, asked))
  await assert.rejects(
    set(1, times('09:00:00', '09:00:00', '08:00:00')),
    refused(422, 'slot-times', /应在其后/),
  )
  await assert.rejects(
    set(1, times('08:00:00', '10:00:00', '09:00:00')),
    refused(422, 'slot-times', /迟到时间 10:00/),
  )
  await assert.rejects(set(3, times('08:00:00', '09:00:00', '10:00:00')), refused(404, 'not-found'))
  const view = await set(2, times('13:00:00', '13:30:00', '14:00:00'))
  assert.equal(view.state, 'waiting')
  const page = await hall.as(officer, (work) => activityPageOf(work, systems, id))
  assert.deepEqual(
    page.slots.map((slot) => slot.opensAt),
    [at('08:00:00'), at('13:00:00')].map((each) => each.toISOString()),
  )
})
