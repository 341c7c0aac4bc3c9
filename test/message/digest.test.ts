import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { deliverAll } from '#jobs/messages.ts'
import { systemSession, type SystemSession } from '#kernel/account/system-session.ts'
import { audit } from '#kernel/call.ts'
import { Cases } from '#kernel/case/registry.ts'
import type { TodoFinder } from '#kernel/message/define.ts'
import type { Desk } from '#kernel/message/todos/list.ts'
import { act, garden, handIn, key, openGardenRound, type Garden } from '#test/case/garden.ts'
import { gardenPrize, seedLicence } from '#test/fixtures/case/garden-prize.ts'
import { sink, textIn, type Sink } from './sink.ts'

suite('the day’s mail holds what waits for somebody in all systems', () => {
  const endings: (() => Promise<void>)[] = []
  const errors: string[] = []
  const desk: Desk = { cases: new Cases([gardenPrize, seedLicence]), more: [] }
  let g: Garden
  let mail: Sink
  let session: SystemSession
  let round = ''
  before(async () => {
    g = await garden({ after: (done) => void endings.push(done) })
    mail = await sink()
    session = await systemSession(g.db, g.county.region, '系统：消息')
    round = await openGardenRound(g)
    const settings = {
      host: '127.0.0.1',
      port: mail.port,
      secure: false,
      user: '',
      password: '',
      from: 'centre@example.org',
      name: '教师发展中心',
      site: 'https://peixun.example/',
    }
    await g.ask('officer', 'PUT', '/api/message-settings', {
      key: key(),
      enabled: true,
      part: 'email',
      settings,
    })
    for (const who of ['school-a', 'school-b', '甲一'])
      await g.ask(who, 'PUT', '/api/me/messages', {
        email: `${encodeURI(who).replaceAll('%', '')}@example.org`,
        digest: true,
      })
  })
  after(async () => {
    await session.end()
    mail.server.close()
    for (const done of endings) await done()
  })

  /** The mails of a day's round, by whom they go to. */
  const on = async (day: string, at: Desk = desk): Promise<ReadonlyMap<string, string>> => {
    g.clock.now = new Date(`${day}T08:00+08:00`)
    mail.mails.length = 0
    for (let n = 0; n < 2; n += 1)
      await deliverAll(g.runtime, at, session.hash, (error) => void errors.push(String(error)))
    assert.equal(new Set(mail.mails.map(({ to }) => to)).size, mail.mails.length, 'one mail each')
    return new Map(mail.mails.map((one) => [one.to.split('@', 1)[0] ?? '', textIn(one)]))
  }
  const ONE = encodeURI('甲一').replaceAll('%', '')

  test('a to-do is named with its address on the first day, to whom it waits for and nobody else', async () => {
    g.clock.now = new Date('2026-03-02T15:00+08:00')
    const id = await handIn(g, '甲一', round)
    const mails = await on('2026-03-03')
    assert.deepEqual([...mails.keys()], ['school-a'])
    assert.match(
      mails.get('school-a') ?? '',
      new RegExp(`以后 1 件\n· 办理事项：园圃评比：甲一.*\n  https://peixun.example/cases/${id}\n`),
    )
    assert.equal((await on('2026-03-04')).size, 0, 'told once, and nothing is new')
  })

  test('it is named again on its last day and when it is late, and not in between', async () => {
    const [id] = (await g.db.admin.query<{ id: string }>('select id from case_record')).rows.map(
      (row) => row.id,
    )
    g.clock.now = new Date('2026-03-04T15:00+08:00')
    await act(g, 'school-a', id ?? '', { do: 'return', because: '请补照片说明', document: null })
    const told = (await on('2026-03-05')).get(ONE) ?? ''
    assert.match(told, /以后 1 件\n· 办理事项：园圃评比.*2026-03-11 截止/)
    assert.equal((await on('2026-03-06')).size, 0)
    assert.equal((await on('2026-03-09')).size, 0, 'this week is no news')
    assert.match((await on('2026-03-11')).get(ONE) ?? '', /今天 1 件\n· 办理事项/)
    assert.match((await on('2026-03-12')).get(ONE) ?? '', /逾期 1 件\n· 办理事项/)
    assert.equal((await on('2026-03-13')).size, 0)
  })

  test('what was told before is counted beside what is new', async () => {
    g.clock.now = new Date('2026-03-13T15:00+08:00')
    await handIn(g, '甲二', round)
    await on('2026-03-14')
    await handIn(g, '甲三', round)
    const told = (await on('2026-03-15')).get('school-a') ?? ''
    assert.match(told, /办理事项：园圃评比：甲三/)
    assert.ok(!told.includes('甲二'))
    assert.match(told, /另有 1 件以前告知过或没有列出，还没有办：https:\/\/peixun\.example\/todo/)
  })

  test('it is looked up by reading alone, and the sessions for it are gone afterwards', async () => {
    assert.deepEqual(errors, [])
    const writes: TodoFinder = {
      source: 'demand',
      find: async (work) => {
        await audit(work.tx, 'test.write', { kind: 'test', id: 'x' })
        return { total: 0, items: [], link: '/todo' }
      },
    }
    g.clock.now = new Date('2026-03-15T15:00+08:00')
    const notice = {
      key: key(),
      title: '开会',
      body: '内容内容',
      dueOn: null,
      pinnedUntil: null,
      circular: null,
      robots: false,
    }
    await g.ask('officer', 'POST', '/api/notices', {
      ...notice,
      audience: { to: 'roles', roles: ['teacher'], units: ['A'] },
    })
    const told = (await on('2026-03-16', { ...desk, more: [writes] })).get(ONE) ?? ''
    assert.match(errors[0] ?? '', /read-only/)
    assert.match(told, /没能查出您的待办[\s\S]*开会/)
    const { rows } = await g.db.admin.query(`select from session where device = '每日摘要'`)
    assert.equal(rows.length, 0)
  })

  test('what a group’s robot says is nobody’s own', async () => {
    await assert.rejects(
      g.db.admin.query(
        `insert into outbox (region_id, id, channel, key, recipient_id, subject, body, made_at, next_at)
         values ($1, gen_random_uuid(), 'wecom', 'digest:x', gen_random_uuid(), '待办', '待办', now(), now())`,
        [g.county.region],
      ),
      /outbox_check/,
    )
  })
})
