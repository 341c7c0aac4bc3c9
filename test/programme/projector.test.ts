import assert from 'node:assert/strict'
import { test } from 'node:test'
import { activityPage, calendar, projector } from '#contract/activity.ts'
import { programmePage, programmes } from '#contract/programme.ts'
import { calendarOf } from '#kernel/programme/activities/calendar.ts'
import { activityPageOf } from '#kernel/programme/activities/page.ts'
import { projectorOf } from '#kernel/programme/activities/projector.ts'
import { listProgrammes } from '#kernel/programme/programmes/list.ts'
import { programmePageOf } from '#kernel/programme/programmes/page.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { Refused } from '#lib/refusal.ts'
import { programmeSystems } from '#systems/index.ts'
import { testDatabase } from '#test/harness/database.ts'
import { addActivity, at, makeHall, officer, type Hall } from './hall.ts'

const systems = new Systems(programmeSystems)
const show = (hall: Hall, id: string, slot = 1): ReturnType<typeof projectorOf> =>
  hall.as(officer, (work) => projectorOf(work, systems, id, slot, 'https://hall.example:8443/x'))

test('the screen shows codes only while the slot is open, and they change', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  const { activity: id } = await addActivity(hall, ['甲', '乙'])
  hall.clock.now = at('07:59:00')
  const before = await show(hall, id)
  assert.deepEqual(
    [before.qrSvg, before.link, before.shortCode, before.words],
    [null, null, null, '签到 8:00 开放'],
  )
  hall.clock.now = at('08:00:00')
  const first = await show(hall, id)
  projector.reply?.parse(first)
  assert.match(first.link ?? '', /^https:\/\/hall\.example:8443\/q\/[\w.-]+$/)
  assert.match(first.qrSvg ?? '', /^<svg/)
  assert.deepEqual([first.secondsLeft, first.shortSecondsLeft, first.expected, first.came], [5, 30, 2, 0])
  hall.clock.now = at('08:00:05')
  const second = await show(hall, id)
  assert.notEqual(second.link, first.link)
  assert.equal(second.shortCode, first.shortCode)
  hall.clock.now = at('12:30:00')
  assert.match((await show(hall, id)).words, /已于 12:30 截止/)
})

test('who came is named, newest first', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  const { activity: id } = await addActivity(hall, ['甲', '乙'])
  for (const [name, clock] of [
    ['甲', '08:01:00'],
    ['乙', '08:02:00'],
  ] as const) {
    await hall.db.admin.query(
      `insert into attendance (region_id, activity_id, person_id, slot, status, method, recorded_at, recorded_by)
       values ($1, $2, $3, 1, 'present', 'code', $4, 'x')`,
      [hall.county.region, id, hall.county.people.get(name), at(clock)],
    )
  }
  const screen = await show(hall, id)
  assert.deepEqual([screen.came, screen.names], [2, ['乙', '甲']])
})

test('a screen is not for who does not organise', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  const { activity: id } = await addActivity(hall, ['甲'])
  const school = hall.as({ role: 'school', unit: 'S1' }, (work) =>
    projectorOf(work, systems, id, 1, 'https://x.example'),
  )
  await assert.rejects(school, (error) => error instanceof Refused && error.status === 403)
  await assert.rejects(show(hall, id, 3), (error) => error instanceof Refused && error.status === 404)
})

test('pages say what the contract promises', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  const { activity: id, programme } = await addActivity(hall, ['甲', '丙'], {
    system: 'rural-teaching-visit',
  })
  await hall.as(officer, async (work) => {
    activityPage.reply?.parse(await activityPageOf(work, systems, id))
    const page = await programmePageOf(work, systems, programme)
    programmePage.reply?.parse(page)
    assert.deepEqual(
      page.phases.map((phase) => phase.title),
      ['问题诊断', '研课磨课', '成果展示', '总结提升'],
    )
    assert.ok(page.phases[0]!.missing.includes('问题诊断报告已交 0 份，应交 2 份'))
    assert.match(page.findings.join(), /满 2 天的送教有 0 次/)
    const query = { year: 2025, offset: 0, limit: 10, unit: '990001', q: '项目' }
    const list = await listProgrammes(work, systems, query)
    programmes.reply?.parse(list)
    assert.deepEqual([list.total, list.totals], [1, { activities: 1, enrolled: 2, recognised: 0 }])
    assert.equal((await listProgrammes(work, systems, { ...query, unit: 'S1' })).total, 0)
    assert.equal((await listProgrammes(work, systems, { ...query, q: '100%' })).total, 0)
    const days = await calendarOf(work, systems, { from: '2025-03-08', until: '2025-03-08' })
    calendar.reply?.parse(days)
    assert.equal(days.activities.length, 1)
    assert.equal(
      (await calendarOf(work, systems, { from: '2025-03-09', until: '2025-03-31' })).activities.length,
      0,
    )
  })
})

test('a school is not told of gaps that it can not judge', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  const { programme } = await addActivity(hall, ['甲'], { system: 'rural-teaching-visit' })
  const page = await hall.as({ role: 'school', unit: 'S1' }, (work) =>
    programmePageOf(work, systems, programme),
  )
  assert.deepEqual([page.findings, page.phases.flatMap((phase) => phase.missing)], [[], []])
})
