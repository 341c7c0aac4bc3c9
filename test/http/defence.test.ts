import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guesses } from '#http/guesses.ts'
import { GUESSES, waitAfter } from '#http/throttle.ts'
import { Refused } from '#lib/refusal.ts'
import { browser, makeAccount, makeRegion, PASSWORD, signedIn, stage } from './harness.ts'

test('guessing one account gets slow, from that address only', async (t) => {
  const { app, db, clock, log } = await stage(t)
  await makeAccount(db, await makeRegion(db, 'R1', '甲县'), 'guanli', 'officer')
  const attacker = browser(app, '198.51.100.1')
  const guess = (): ReturnType<typeof attacker.send> =>
    attacker.send('POST', '/api/sign-in', { login: 'guanli', password: 'cuo-wu-de-mima' })
  for (let tries = 0; tries < GUESSES.free; tries += 1) assert.equal((await guess()).statusCode, 401)
  const slowed = await guess()
  assert.equal(slowed.statusCode, 429)
  assert.equal(slowed.headers['retry-after'], '1')
  assert.match(slowed.json().because, /请 1 秒后再试/)
  const right = await attacker.send('POST', '/api/sign-in', { login: 'guanli', password: PASSWORD })
  assert.equal(right.statusCode, 429, 'not even the right one, before the time')
  const owner = await browser(app, '203.0.113.9').send('POST', '/api/sign-in', {
    login: 'guanli',
    password: PASSWORD,
  })
  assert.equal(owner.statusCode, 200, 'the owner is not locked out')
  clock.now = new Date(clock.now.getTime() + 2000)
  assert.equal((await guess()).statusCode, 401)
  assert.equal((await guess()).headers['retry-after'], '2')
  const noted = log.filter((line) => line.includes('"sign-in-failed"') && line.includes('198.51.100.1'))
  assert.equal(noted.length, GUESSES.free + 1, 'each wrong try is in the log')
  assert.ok(!log.join('').includes('guanli'))
})

test('unknown logins are slowed as known ones are', async (t) => {
  const { app, db } = await stage(t)
  await makeRegion(db, 'R1', '甲县')
  const attacker = browser(app)
  const statuses: number[] = []
  for (let tries = 0; tries <= GUESSES.free; tries += 1) {
    statuses.push(
      (await attacker.send('POST', '/api/sign-in', { login: 'meiyou', password: 'cuo-wu' })).statusCode,
    )
  }
  assert.deepEqual(statuses, [...Array<number>(GUESSES.free).fill(401), 429])
})

test('waiting doubles up to a quarter of an hour', () => {
  const waits = [0, 4, 5, 6, 9, 30].map((count) => waitAfter(GUESSES, count))
  assert.deepEqual(waits, [0, 0, 1, 2, 16, 900])
})

const wrong = (): Promise<never> =>
  Promise.reject(new Refused(401, { code: 'sign-in-failed', because: '不对' }))
const right = (): Promise<string> => Promise.resolve('in')

test('an account guessed at from many addresses stays open where its owner signs in', async () => {
  let now = 0
  const { guess } = guesses(() => now)
  await guess('guanli', 'office', right)
  for (let from = 0; from < 60; from += 1) {
    now += 100_000
    await assert.rejects(guess('guanli', `bot ${from}`, wrong), Refused)
  }
  await assert.rejects(guess('guanli', 'bot 61', right), /输错次数太多/)
  assert.equal(await guess('guanli', 'office', right), 'in')
  assert.equal(await guess('juzhang', 'bot 1', right), 'in', 'other accounts are not concerned')
})

test('many guesses at once are not many first ones', async () => {
  const { guess } = guesses(() => 0)
  let looked = 0
  const counted = (): Promise<never> => {
    looked += 1
    return wrong()
  }
  await Promise.allSettled(Array.from({ length: 50 }, () => guess('guanli', 'bot', counted)))
  assert.equal(looked, GUESSES.free)
})

test('a change from another site is refused, whatever the browser sends along', async (t) => {
  const { app, db } = await stage(t)
  await makeAccount(db, await makeRegion(db, 'R1', '甲县'), 'guanli', 'officer')
  const one = await signedIn(app, 'guanli')
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
  for (const headers of foreign) {
    const answer = await one.send('POST', '/api/sign-out', undefined, headers)
    assert.deepEqual([answer.statusCode, answer.json().code], [403, 'foreign-site'], JSON.stringify(headers))
  }
  const own = await one.send('POST', '/api/sign-out', undefined, {
    origin: 'http://localhost',
    host: 'localhost',
  })
  assert.equal(own.statusCode, 200)
})

test('forms of other sites have no body that is taken', async (t) => {
  const { app } = await stage(t)
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
    const payload = JSON.stringify({ login: 'a', password: 'b' })
    const answer = await app.inject({
      method: 'POST',
      url: '/api/sign-in',
      payload,
      headers: { 'content-type': type },
    })
    assert.equal(answer.statusCode, 415, type)
  }
})

test('what the contract does not name is refused, not dropped', async (t) => {
  const { app, db } = await stage(t)
  const region = await makeRegion(db, 'R1', '甲县')
  await makeAccount(db, region, 'guanli', 'officer')
  const one = await signedIn(app, 'guanli')
  const login = { login: 'guanli', password: PASSWORD }
  const attempts: [string, unknown, string][] = [
    ['/api/sign-in', { ...login, role: 'officer' }, 'role'],
    ['/api/sign-in', { ...login, credits: 99 }, 'credits'],
    ['/api/me/password', { old: PASSWORD, new: 'xin-de-mima-1', role: 'officer' }, 'role'],
    ['/api/sign-out', { credits: 99 }, 'credits'],
    [
      '/api/accounts?role=officer',
      { ...login, name: '某人', role: 'leader', unit: null, personId: null },
      'role',
    ],
  ]
  for (const [path, body, named] of attempts) {
    const answer = await one.send('POST', path, body)
    assert.equal(answer.statusCode, 400, path)
    assert.match(answer.json().because, new RegExp(named))
  }
  const polluted = await app.inject({
    method: 'POST',
    url: '/api/sign-in',
    payload: '{"login":"a","password":"b","__proto__":{"role":"officer"}}',
    headers: { 'content-type': 'application/json' },
  })
  assert.equal(polluted.statusCode, 400)
})

test('half characters and NULs are refused, rare characters are not', async (t) => {
  const { app } = await stage(t)
  const attempt = async (login: string): Promise<number> => {
    const payload = `{"login":"${login}","password":"x"}`
    const headers = { 'content-type': 'application/json' }
    return (await app.inject({ method: 'POST', url: '/api/sign-in', payload, headers })).statusCode
  }
  const escapes = ['a\\ud842', 'a\\udfb7b', 'a\\u0000b']
  for (const text of escapes) assert.equal(await attempt(text), 400, text)
  for (const text of ['a\\ud842\\udfb7', 'a𠮷']) assert.equal(await attempt(text), 422, text)
})

test('a refused input is named in Chinese', async (t) => {
  const { app } = await stage(t)
  const cases: [unknown, string, string][] = [
    [{ password: 'x' }, 'login', '账号没有填写。'],
    [{ login: 'a', password: 'x' }, 'login', '账号的字数不能小于 2。'],
    [{ login: 'aa', password: 1 }, 'password', '密码的格式不对。'],
    [{ login: 'aa', password: 'x', code: '12' }, 'code', '代码的格式不对。'],
  ]
  for (const [body, field, because] of cases) {
    const answer = await browser(app).send('POST', '/api/sign-in', body)
    assert.deepEqual([answer.statusCode, answer.json()], [400, { code: 'input', because, field }])
  }
})

test('every answer carries the protecting headers', async (t) => {
  const { app } = await stage(t)
  for (const url of ['/healthz', '/api/me', '/api/none', '/%', '/assets/none.js']) {
    const { headers } = await app.inject({ url })
    assert.match(
      String(headers['content-security-policy']),
      /default-src 'none'; frame-ancestors 'none'/,
      url,
    )
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['strict-transport-security'], undefined, 'not without TLS')
  }
  const secure = await app.inject({ url: '/healthz', headers: { 'x-forwarded-proto': 'https' } })
  assert.match(String(secure.headers['strict-transport-security']), /max-age=31536000/)
})

test('what is missing is 404, what is not for a role 403, and neither tells more', async (t) => {
  const { app, db } = await stage(t)
  const region = await makeRegion(db, 'R1', '甲县')
  await makeAccount(db, region, 'guanli', 'officer')
  await makeAccount(db, region, 'juzhang', 'leader')
  const [officer, leader] = [await signedIn(app, 'guanli'), await signedIn(app, 'juzhang')]
  const unknown = '01890000-0000-7000-8000-000000000000'
  assert.equal(
    (await officer.send('POST', `/api/accounts/${unknown}/disable`, { because: '不存在' })).statusCode,
    404,
  )
  assert.equal(
    (await leader.send('POST', `/api/accounts/${unknown}/disable`, { because: '不存在' })).statusCode,
    403,
  )
  assert.equal((await leader.send('POST', '/api/accounts/x/disable', { credits: 1 })).statusCode, 403)
  assert.equal((await officer.send('GET', '/api/none')).statusCode, 404)
})

test('the log has the number of an error, and nothing that was typed', async (t) => {
  const { app, db, log } = await stage(t)
  await makeAccount(db, await makeRegion(db, 'R1', '甲县'), 'guanli', 'officer')
  const one = await signedIn(app, 'guanli')
  await db.admin.query('alter table account_role rename to gone')
  const answer = await one.send('GET', '/api/me?x=990123199001016016', undefined, { 'user-agent': 'a\nb' })
  assert.equal(answer.statusCode, 400)
  const broken = await one.send('GET', '/api/me')
  assert.equal(broken.statusCode, 500)
  const [, id] = /编号 (\w+)/.exec(broken.json().because) ?? []
  assert.ok(!broken.body.includes('account_role'), 'no inner words')
  const line = log.find((text) => text.includes(String(id)))
  assert.ok(line?.includes('42P01') && line.trimEnd().split('\n').length === 1)
  assert.ok(!log.join('').includes('990123199001016016'))
})
