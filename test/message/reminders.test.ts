import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { deliverAll } from '#jobs/messages.ts'
import { Cases } from '#kernel/case/registry.ts'
import { systemSession, type SystemSession } from '#kernel/account/system-session.ts'
import { garden, key, type Answer, type Garden } from '#test/case/garden.ts'

suite('notices that remind by themselves', () => {
  const endings: (() => Promise<void>)[] = []
  let g: Garden
  let session: SystemSession
  before(async () => {
    g = await garden({ after: (done) => void endings.push(done) })
    session = await systemSession(g.db, g.county.region, '系统：消息')
  })
  after(async () => {
    await session.end()
    for (const done of endings) await done()
  })

  const at = (local: string): void => void (g.clock.now = new Date(`${local}+08:00`))
  const round = (): Promise<number> =>
    deliverAll(g.runtime, { cases: new Cases([]), more: [] }, session.hash, (error) =>
      assert.fail(String(error)),
    )
  const send = (more: object): Promise<Answer> =>
    g.ask('officer', 'POST', '/api/notices', {
      key: key(),
      title: '报送计划',
      body: '请报送计划。',
      dueOn: '2026-03-10',
      pinnedUntil: null,
      circular: null,
      robots: false,
      remindDays: 2,
      audience: { to: 'roles', roles: ['teacher'], units: ['A'] },
      ...more,
    })
  type Reminded = { at: string; by: string; people: number }[]
  const reminded = async (id: string): Promise<Reminded> =>
    ((await g.ask('officer', 'GET', `/api/notices/${id}`)).body as unknown as { reminded: Reminded }).reminded

  test('two working days before its day, over a weekend, once, and only those who have not read', async () => {
    at('2026-03-02T09:00')
    const id = (await send({})).body.id ?? ''
    await g.ask('甲一', 'POST', `/api/notices/${id}/read`)
    for (const day of ['2026-03-02T10:00', '2026-03-05T10:00']) {
      at(day)
      await round()
    }
    assert.deepEqual(await reminded(id), [])
    at('2026-03-06T00:10')
    for (let n = 0; n < 3; n += 1) await round()
    assert.deepEqual(
      (await reminded(id)).map(({ by, people }) => [by, people]),
      [['到期前自动', 2]],
    )
    for (const day of ['2026-03-07T10:00', '2026-03-09T10:00', '2026-03-10T10:00', '2026-03-11T10:00']) {
      at(day)
      await round()
    }
    assert.equal((await reminded(id)).length, 1)
  })

  test('whoever was reminded by hand in that time is not reminded again, never twice a day', async () => {
    at('2026-03-12T09:00')
    const id = (await send({ dueOn: '2026-03-17' })).body.id ?? ''
    at('2026-03-13T09:00')
    assert.equal((await g.ask('officer', 'POST', `/api/notices/${id}/remind`, { key: key() })).status, 200)
    for (const day of ['2026-03-13T10:00', '2026-03-16T10:00', '2026-03-17T10:00']) {
      at(day)
      await round()
    }
    assert.equal((await reminded(id)).length, 1)
  })

  test('one sent within its last days waits for the next working day; one read by all is left alone', async () => {
    at('2026-03-20T09:00')
    const id = (await send({ dueOn: '2026-03-23' })).body.id ?? ''
    const read = (await send({ dueOn: '2026-03-23' })).body.id ?? ''
    for (const who of ['甲一', '甲二', '甲三']) await g.ask(who, 'POST', `/api/notices/${read}/read`)
    await round()
    assert.deepEqual(await reminded(id), [])
    at('2026-03-23T00:10')
    await round()
    assert.deepEqual([(await reminded(id)).length, (await reminded(read)).length], [1, 0])
  })

  test('without a day there is nothing to remind before', async () => {
    const refused = await send({ dueOn: null })
    assert.deepEqual([refused.status, refused.body['field']], [422, 'dueOn'])
  })
})
