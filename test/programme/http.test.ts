import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import * as z from 'zod'
import { attendanceStatuses } from '#contract/activity.ts'
import { makeAccount, signedIn, stage, type Browser } from '#test/http/harness.ts'
import type { Ending } from '#test/harness/database.ts'
import { addActivity, makeHall, type Hall } from './hall.ts'

type Scene = { hall: Hall; activity: string; officer: Browser; teacher: Browser }

async function scene(ending: Ending): Promise<Scene> {
  const { app, db, clock } = await stage(ending)
  const hall = await makeHall(db)
  await makeAccount(db, hall.county.region, 'officer', 'officer')
  await makeAccount(db, hall.county.region, 'teacher', 'teacher', {
    personId: hall.county.people.get('甲') ?? '',
  })
  const { activity } = await addActivity(hall, ['甲', '乙'], {
    from: clock.now,
    until: new Date(clock.now.getTime() + 3_600_000),
    slots: 1,
  })
  return { hall, activity, officer: await signedIn(app, 'officer'), teacher: await signedIn(app, 'teacher') }
}

const screenOf = z.object({ link: z.string(), came: z.int(), names: z.array(z.string()) })

async function screen({ officer, activity }: Scene): Promise<z.output<typeof screenOf>> {
  const answer = await officer.send(
    'GET',
    `/api/activities/${activity}/slots/1/projector?origin=https://hall.example`,
  )
  assert.equal(answer.statusCode, 200, answer.body)
  return screenOf.parse(answer.json())
}

test('from the screen to the phone and back to the screen', async (t) => {
  const here = await scene(t)
  const { link } = await screen(here)
  const body = {
    code: link.replace('https://hall.example/q/', ''),
    nonce: randomUUID(),
    device: 'phone-of-test',
  }
  const extra = await here.teacher.send('POST', '/api/check-in', { ...body, credits: 99 })
  assert.equal(extra.statusCode, 400, extra.body)
  const answer = await here.teacher.send('POST', '/api/check-in', body)
  assert.equal(answer.statusCode, 200, answer.body)
  assert.equal(z.object({ outcome: z.string() }).parse(answer.json()).outcome, 'recorded')
  const after = await screen(here)
  assert.deepEqual([after.came, after.names], [1, ['甲']])
  const phone = await here.teacher.send('GET', '/api/phone')
  assert.match(phone.body, /"marks":"P"/)
})

test('pages and sheets are served, to who may have them', async (t) => {
  const { hall, activity, officer, teacher } = await scene(t)
  for (const path of [
    '/api/systems',
    '/api/programmes?year=2025',
    `/api/activities/${activity}`,
    '/api/calendar?from=2025-03-01&until=2025-03-31',
    '/api/programmes.xlsx?year=2025',
    `/api/activities/${activity}/attendance.xlsx`,
  ]) {
    const answer = await officer.send('GET', path)
    assert.equal(answer.statusCode, 200, `${path}: ${answer.body.slice(0, 300)}`)
    assert.equal((await teacher.send('GET', path)).statusCode, 403, path)
  }
  const change = {
    key: randomUUID(),
    changes: [{ p: hall.county.people.get('乙'), slot: 1, status: attendanceStatuses[0] }],
  }
  const saved = await officer.send('PUT', `/api/activities/${activity}/attendance`, change)
  assert.equal(saved.statusCode, 200, saved.body)
  const role = { ...change, key: randomUUID(), role: 'officer' }
  assert.equal((await officer.send('PUT', `/api/activities/${activity}/attendance`, role)).statusCode, 400)
})
