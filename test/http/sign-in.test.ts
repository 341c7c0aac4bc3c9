import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browser, makeAccount, makeRegion, PASSWORD, signedIn, stage } from './harness.ts'

const WRONG = { code: 'sign-in-failed' }

test('who signs in is known until signing out', async (t) => {
  const { app, db } = await stage(t)
  await makeAccount(db, await makeRegion(db, 'R1', '甲县'), 'guanli', 'officer')
  const one = browser(app)
  assert.equal((await one.send('GET', '/api/me')).statusCode, 401)
  const answer = await one.send('POST', '/api/sign-in', { login: ' GuanLi ', password: PASSWORD })
  assert.equal(answer.statusCode, 200, answer.body)
  assert.equal(answer.json().me.roleTitle, '中心管理员')
  assert.match(
    String(answer.headers['set-cookie']),
    /^yanpei=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/,
  )
  assert.equal((await one.send('GET', '/api/me')).json().login, 'guanli')
  const stolen = one.cookie
  assert.equal((await one.send('POST', '/api/sign-out')).statusCode, 200)
  one.cookie = stolen
  assert.equal((await one.send('GET', '/api/me')).statusCode, 401)
})

test('unknown, not activated, disabled and mistyped get the same words and the same work', async (t) => {
  const { app, db } = await stage(t)
  const region = await makeRegion(db, 'R1', '甲县')
  await makeAccount(db, region, 'you', 'officer')
  await makeAccount(db, region, 'tingyong', 'officer')
  await db.admin.query(
    `update account set disabled_at = now(), disabled_because = '调离' where login = 'tingyong'`,
  )
  await makeAccount(db, region, 'weiqiyong', 'officer')
  await db.admin.query(`update account set password_hash = null where login = 'weiqiyong'`)
  const answers = new Set<string>()
  for (const login of ['you', 'tingyong', 'weiqiyong', 'meiyou']) {
    const password = login === 'you' ? 'bu-dui-de-mima' : PASSWORD
    const answer = await browser(app).send('POST', '/api/sign-in', { login, password })
    assert.equal(answer.statusCode, 401)
    answers.add(answer.body)
  }
  assert.equal(answers.size, 1)
  assert.ok([...answers][0]?.includes(WRONG.code))
})

test('the region has to be named where there are several', async (t) => {
  const { app, db } = await stage(t)
  await makeAccount(db, await makeRegion(db, 'R1', '甲县'), 'guanli', 'officer')
  await makeAccount(db, await makeRegion(db, 'R2', '乙县'), 'guanli', 'leader')
  const open = await browser(app).send('POST', '/api/sign-in', { login: 'guanli', password: PASSWORD })
  assert.equal(open.statusCode, 422)
  assert.equal(open.json().field, 'region')
  const named = await signedIn(app, 'guanli', { region: 'R2' })
  const me = (await named.send('GET', '/api/me')).json()
  assert.deepEqual([me.region.code, me.role], ['R2', 'leader'])
})

test('every sign-in and every change of role has a token of its own, and the one before is dead', async (t) => {
  const { app, db } = await stage(t)
  const region = await makeRegion(db, 'R1', '甲县')
  await makeAccount(db, region, 'guanli', 'officer')
  await makeAccount(db, region, 'guanli', 'leader')
  const planted = `yanpei=${'A'.repeat(43)}`
  const one = browser(app)
  one.cookie = planted
  await one.send('POST', '/api/sign-in', { login: 'guanli', password: PASSWORD })
  const first = one.cookie
  assert.notEqual(first, planted)
  const switched = await one.send('POST', '/api/me/role', { role: 'leader', unit: null })
  assert.equal(switched.statusCode, 200, switched.body)
  assert.equal(switched.json().role, 'leader')
  assert.notEqual(one.cookie, first)
  const old = browser(app)
  old.cookie = first
  assert.equal((await old.send('GET', '/api/me')).statusCode, 401)
  const teacher = await one.send('POST', '/api/me/role', { role: 'teacher', unit: null })
  assert.equal(teacher.statusCode, 403)
})

test('a new password ends the other sessions, not this one', async (t) => {
  const { app, db } = await stage(t)
  await makeAccount(db, await makeRegion(db, 'R1', '甲县'), 'guanli', 'officer')
  const [here, there] = [await signedIn(app, 'guanli'), await signedIn(app, 'guanli')]
  const refused = await here.send('POST', '/api/me/password', { old: 'cuo-wu-mima', new: 'yi-ge-xin-mima' })
  assert.deepEqual([refused.statusCode, refused.json().field], [422, 'old'])
  assert.equal((await there.send('GET', '/api/me')).statusCode, 200)
  const changed = await here.send('POST', '/api/me/password', { old: PASSWORD, new: 'yi-ge-xin-mima' })
  assert.equal(changed.statusCode, 200, changed.body)
  assert.equal((await here.send('GET', '/api/me')).statusCode, 200)
  assert.equal((await there.send('GET', '/api/me')).statusCode, 401)
})

test('a session ends unseen, and after its time in any case', async (t) => {
  const { app, db } = await stage(t)
  await makeAccount(db, await makeRegion(db, 'R1', '甲县'), 'guanli', 'officer')
  const idle = await signedIn(app, 'guanli')
  await db.admin.query(`update session set seen_at = now() - interval '2 hours 1 minute'`)
  assert.equal((await idle.send('GET', '/api/me')).statusCode, 401)
  const old = await signedIn(app, 'guanli')
  await db.admin.query(`update session set expires_at = now() - interval '1 second'`)
  assert.equal((await old.send('GET', '/api/me')).statusCode, 401)
})
