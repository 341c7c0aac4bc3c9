import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { deliverAll } from '#jobs/messages.ts'
import { systemSession, type SystemSession } from '#kernel/account/system-session.ts'
import { Cases } from '#kernel/case/registry.ts'
import { garden, key, type Answer, type Garden } from '#test/case/garden.ts'
import { gardenPrize, seedLicence } from '#test/fixtures/case/garden-prize.ts'
import { sink, textIn, type Sink } from './sink.ts'

/** More than anybody reads in a mail. */
const FORTY = Array.from({ length: 40 }, (_, n) => n + 1)

type Out = {
  waiting: number
  sent: number
  givenUp: number
  rows: { to: string; error: string | null; attempts: number }[]
}

suite('mail: one digest a day, in batches, tried again', () => {
  const endings: (() => Promise<void>)[] = []
  let g: Garden
  let mail: Sink
  let session: SystemSession
  before(async () => {
    g = await garden({ after: (done) => void endings.push(done) })
    mail = await sink()
    session = await systemSession(g.db, g.county.region, '系统：消息')
  })
  after(async () => {
    await session.end()
    mail.server.close()
    for (const done of endings) await done()
  })

  const at = (local: string): void => void (g.clock.now = new Date(`${local}+08:00`))
  const set = (change: object): Promise<Answer> =>
    g.ask('officer', 'PUT', '/api/message-settings', { key: key(), enabled: true, ...change })
  const email = (more: object = {}) => ({
    part: 'email',
    settings: {
      host: '127.0.0.1',
      port: mail.port,
      secure: false,
      user: 'yanpei',
      password: 'right',
      from: 'centre@example.org',
      name: '教师发展中心',
      site: 'https://peixun.example',
      ...more,
    },
  })
  const hours = (more: object = {}) => ({
    part: 'hours',
    settings: { digestAt: '07:30', quietFrom: '21:30', quietUntil: '07:00', tries: 3, ...more },
  })
  const wants = async (who: string, address: string | null, digest = true): Promise<void> =>
    void (await g.ask(who, 'PUT', '/api/me/messages', { email: address, digest }))
  const tell = (title: string): Promise<Answer> =>
    g.ask('officer', 'POST', '/api/notices', {
      key: key(),
      title,
      body: '内容内容',
      dueOn: null,
      pinnedUntil: null,
      circular: null,
      robots: false,
      audience: { to: 'roles', roles: ['teacher'], units: [] },
    })
  const errors: unknown[] = []
  const desk = { cases: new Cases([gardenPrize, seedLicence]), more: [] }
  const round = (): Promise<number> =>
    deliverAll(g.runtime, desk, session.hash, (error) => void errors.push(error))
  const out = async (): Promise<Out> => (await g.ask('officer', 'GET', '/api/outbox')).body as unknown as Out

  test('a wrong password is said by the test button; a right one sends; the password is never shown', async () => {
    assert.equal((await set(hours())).status, 200)
    await set(email({ password: 'wrong' }))
    const tried = () =>
      g.ask('officer', 'POST', '/api/message-settings/test', { channel: 'email', to: 'a@example.org' })
    assert.deepEqual((await tried()).body, {
      sent: false,
      words: '邮件服务器不认账号或密码（授权码）（535）',
    })
    await set(email())
    assert.equal((await tried()).body['sent'], true)
    assert.equal(mail.mails.length, 1)
    await set(email({ password: '' }))
    assert.equal((await tried()).body['sent'], true)
    const shown = await g.ask('officer', 'GET', '/api/message-settings')
    assert.ok(!JSON.stringify(shown.body).includes('right'))
    const { rows } = await g.db.admin.query<{ secret: string }>(
      `select secret from message_setting where part = 'email'`,
    )
    assert.ok(rows[0] !== undefined && !rows[0].secret.includes('right'))
    mail.mails.length = 0
  })

  test('whoever gave an address gets one mail a day with all that is new, however much it is', async () => {
    for (const [who, address] of [
      ['甲一', 'a@example.org'],
      ['乙一', 'b@example.org'],
    ] as const)
      await wants(who, address)
    await wants('丙一', 'c@example.org', false)
    at('2026-03-03T07:00')
    for (const n of FORTY) await tell(`第${n}件`)
    assert.equal(await round(), 0)
    at('2026-03-03T07:31')
    assert.equal(await round(), 2)
    assert.equal(await round(), 0)
    await tell('另一件')
    assert.equal(await round(), 0)
    assert.deepEqual(mail.mails.map(({ to }) => to).toSorted(), ['a@example.org', 'b@example.org'])
    const content = textIn(mail.mails[0])
    assert.match(content, /第1件[\s\S]*第2件[\s\S]*第12件\n.*\n· 还有 28 则[\s\S]*https:\/\/peixun\.example/)
    assert.ok(!content.includes('第13件'))
    at('2026-03-04T08:00')
    assert.equal(await round(), 2)
    at('2026-03-05T08:00')
    assert.equal(await round(), 0)
  })

  test('nothing goes out in the quiet hours; it waits for their end', async () => {
    await set(hours({ digestAt: '22:00' }))
    at('2026-03-06T12:00')
    await tell('第五件')
    at('2026-03-06T22:30')
    assert.equal(await round(), 0)
    assert.equal((await out()).waiting, 2)
    at('2026-03-07T07:01')
    assert.equal(await round(), 2)
    await set(hours())
  })

  test('a server that is away is tried again, later and later, and given up in sight after so many', async () => {
    at('2026-03-08T08:00')
    mail.away = true
    await tell('第六件')
    assert.equal(await round(), 0)
    assert.equal(await round(), 0)
    assert.deepEqual(
      (await out()).rows.slice(0, 2).map(({ attempts }) => attempts),
      [1, 1],
    )
    for (const minutes of [2, 10]) {
      g.clock.now = new Date(g.clock.now.getTime() + minutes * 60_000)
      await round()
    }
    const failed = await out()
    assert.deepEqual([failed.waiting, failed.givenUp], [0, 2])
    assert.match(failed.rows[0]?.error ?? '', /451/)
    assert.match(failed.rows[0]?.to ?? '', /^[ab]\*\*\*@example\.org$/)
    mail.away = false
    assert.deepEqual((await g.ask('officer', 'POST', '/api/outbox/retry', { key: key() })).body, {
      messages: 2,
    })
    assert.equal(await round(), 2)
  })

  test('a mailbox that is not there is given up at once', async () => {
    await wants('甲一', 'nobody@example.org')
    await wants('乙一', null)
    at('2026-03-09T08:00')
    await tell('第七件')
    assert.equal(await round(), 0)
    const { givenUp, rows } = await out()
    assert.deepEqual([givenUp, rows[0]?.attempts, rows[0]?.error], [1, 1, '邮件服务器不收这个地址（550）'])
    assert.deepEqual(errors, [])
  })

  test('thousands of mails go out in batches while pages are served', async () => {
    const mails = Number(process.env['YANPEI_MAILS'] ?? 2000)
    at('2026-03-10T08:00')
    await g.db.admin.query(
      `insert into outbox (region_id, id, channel, key, address, subject, body, made_at, next_at)
        select $1, gen_random_uuid(), 'email', 'many:' || n, 'm' || n || '@example.org', '摘要', repeat('一行通知。', 20), now(), $3
        from generate_series(1, $2) n`,
      [g.county.region, mails, g.clock.now],
    )
    mail.mails.length = 0
    const longest = longestPause()
    const began = performance.now()
    const [sent, asked] = await Promise.all([round(), g.ask('甲二', 'GET', '/api/todos/count')])
    const seconds = (performance.now() - began) / 1000
    assert.deepEqual([sent, asked.status], [mails, 200])
    assert.equal(new Set(mail.mails.map(({ to }) => to)).size, mails)
    const pause = longest()
    console.log(`${mails} mails in ${seconds.toFixed(1)} s, longest pause ${pause.toFixed(0)} ms`)
    assert.ok(pause < 1000, `${pause} ms`)
  })
})

/** Watches how long nothing else could run. */
function longestPause(): () => number {
  let [last, longest] = [performance.now(), 0]
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - 10)
    last = now
  }, 10)
  return () => {
    clearInterval(timer)
    return longest
  }
}
