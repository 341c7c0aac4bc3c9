import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browser, makeAccount, makeRegion, PASSWORD, signedIn, stage } from './harness.ts'

const FIRST = { regionCode: 'R1', regionName: '甲县', login: 'guanli', name: '张主任', password: PASSWORD }

test('the first run makes one officer: of two at once one wins, later ones are refused', async (t) => {
  const { app, db } = await stage(t)
  assert.equal((await browser(app).send('GET', '/api/state')).json().firstRun, true)
  const both = await Promise.all([
    browser(app).send('POST', '/api/first-run', FIRST),
    browser(app).send('POST', '/api/first-run', { ...FIRST, regionCode: 'R2', login: 'ling-yi-ge' }),
  ])
  assert.deepEqual(both.map((answer) => answer.statusCode).toSorted(), [200, 409])
  assert.equal((await browser(app).send('POST', '/api/first-run', FIRST)).statusCode, 409)
  const counts = await db.admin.query(
    'select (select count(*) from account) as accounts, (select count(*) from region) as regions',
  )
  assert.deepEqual(counts.rows[0], { accounts: 1, regions: 1 })
  const state = (await browser(app).send('GET', '/api/state')).json()
  assert.deepEqual([state.firstRun, state.regions.length, state.demoLogins], [false, 1, []])
})

test('there is no way in without an account: no default one', async (t) => {
  const { app, db } = await stage(t)
  await makeRegion(db, 'R1', '甲县')
  for (const login of ['admin', 'root', 'guanli', 'demo', 'yanpei']) {
    const answer = await browser(app).send('POST', '/api/sign-in', { login, password: login.repeat(3) })
    assert.equal(answer.statusCode, 401)
  }
})

test('an activation code sets the password once', async (t) => {
  const { app, db } = await stage(t)
  await makeAccount(db, await makeRegion(db, 'R1', '甲县'), 'guanli', 'officer')
  const officer = await signedIn(app, 'guanli')
  const grant = { login: 'ju-zhang', name: '李局长', role: 'leader', unit: null, personId: null }
  const granted = await officer.send('POST', '/api/accounts', grant)
  assert.equal(granted.statusCode, 200, granted.body)
  const { activationCode } = granted.json()
  assert.match(activationCode, /^[A-Z0-9]{4}(-[A-Z0-9]{4}){2}$/)
  const use = (code: string): ReturnType<typeof officer.send> =>
    browser(app).send('POST', '/api/activate', {
      login: 'ju-zhang',
      activationCode: code,
      password: 'wo-de-xin-mima',
    })
  assert.equal((await use('AAAA-AAAA-AAAA')).statusCode, 401)
  const typed = activationCode.toLowerCase().replaceAll('-', ' ')
  const both = await Promise.all([use(typed), use(activationCode)])
  assert.deepEqual(both.map((answer) => answer.statusCode).toSorted(), [200, 401])
  assert.equal((await use(activationCode)).statusCode, 401)
  const again = await officer.send('POST', '/api/accounts', grant)
  assert.deepEqual(
    again.json(),
    { login: 'ju-zhang', activationCode: null },
    'in use: no new code by the way',
  )
})

test('a code is good for 30 days', async (t) => {
  const { app, db } = await stage(t)
  await makeAccount(db, await makeRegion(db, 'R1', '甲县'), 'guanli', 'officer')
  const officer = await signedIn(app, 'guanli')
  const grant = { login: 'ju-zhang', name: '李局长', role: 'leader', unit: null, personId: null }
  const { activationCode } = (await officer.send('POST', '/api/accounts', grant)).json()
  await db.admin.query(
    `update account set activation_expires_at = now() - interval '1 second' where login = 'ju-zhang'`,
  )
  const late = { login: 'ju-zhang', activationCode, password: 'wo-de-xin-mima' }
  assert.equal((await browser(app).send('POST', '/api/activate', late)).statusCode, 401)
})

test('who is disabled, reset or loses a role is out at once', async (t) => {
  const { app, db } = await stage(t)
  const region = await makeRegion(db, 'R1', '甲县')
  await makeAccount(db, region, 'guanli', 'officer')
  const id = await makeAccount(db, region, 'juzhang', 'leader')
  const officer = await signedIn(app, 'guanli')
  for (const [method, path, body] of [
    ['POST', 'reset', undefined],
    ['DELETE', 'roles', { role: 'leader', unit: null, because: '调离' }],
    ['POST', 'disable', { because: '调离' }],
  ] as const) {
    await makeAccount(db, region, 'juzhang', 'leader')
    const leader = await signedIn(app, 'juzhang')
    const done = await officer.send(method, `/api/accounts/${id}/${path}`, body)
    assert.equal(done.statusCode, 200, done.body)
    assert.equal((await leader.send('GET', '/api/me')).statusCode, 401, path)
  }
  const refused = await browser(app).send('POST', '/api/sign-in', { login: 'juzhang', password: PASSWORD })
  assert.equal(refused.statusCode, 401)
})

test('nobody disables, resets or degrades the own account', async (t) => {
  const { app, db } = await stage(t)
  const id = await makeAccount(db, await makeRegion(db, 'R1', '甲县'), 'guanli', 'officer')
  const officer = await signedIn(app, 'guanli')
  const answers = await Promise.all([
    officer.send('POST', `/api/accounts/${id}/disable`, { because: '试试' }),
    officer.send('POST', `/api/accounts/${id}/reset`),
    officer.send('DELETE', `/api/accounts/${id}/roles`, { role: 'officer', unit: null, because: '试试' }),
  ])
  assert.deepEqual(
    answers.map((answer) => answer.statusCode),
    [409, 409, 409],
  )
})
