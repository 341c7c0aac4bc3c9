import assert from 'node:assert/strict'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { generateSync } from 'otplib'
import { secretKey, seal, unseal } from '#kernel/account/secrets.ts'
import type { Ending } from '#test/harness/database.ts'
import {
  browser,
  makeAccount,
  makeRegion,
  PASSWORD,
  signedIn,
  stage,
  type Browser,
  type Stage,
} from './harness.ts'

type Prepared = Stage & { secret: string; one: Browser }

const codeAt = (secret: string, at: Date): string =>
  generateSync({ secret, epoch: Math.floor(at.getTime() / 1000) })

/** An officer with a second factor in force, whose first code has been used. */
async function prepared(ending: Ending): Promise<Prepared> {
  const on = await stage(ending)
  await makeAccount(on.db, await makeRegion(on.db, 'R1', '甲县'), 'guanli', 'officer')
  const one = await signedIn(on.app, 'guanli')
  const started = await one.send('POST', '/api/me/second-factor')
  assert.equal(started.statusCode, 200, started.body)
  const { secret, qrSvg } = started.json()
  assert.match(qrSvg, /^<svg/)
  const confirmed = await one.send('POST', '/api/me/second-factor/confirm', {
    code: codeAt(secret, on.clock.now),
  })
  assert.equal(confirmed.statusCode, 200, confirmed.body)
  return { ...on, secret, one }
}

test('once confirmed, a code is needed beside the password, and is good once', async (t) => {
  const { app, clock, secret } = await prepared(t)
  const attempt = (code?: string): ReturnType<Browser['send']> =>
    browser(app).send('POST', '/api/sign-in', {
      login: 'guanli',
      password: PASSWORD,
      ...(code ? { code } : {}),
    })
  assert.deepEqual((await attempt()).json(), { status: 'code-needed' })
  assert.equal((await attempt()).headers['set-cookie'], undefined)
  assert.equal(
    (await attempt(codeAt(secret, clock.now))).statusCode,
    401,
    'the code that confirmed is used up',
  )
  clock.now = new Date(clock.now.getTime() + 60_000)
  const code = codeAt(secret, clock.now)
  const [first, second] = await Promise.all([attempt(code), attempt(code)])
  assert.deepEqual([first.statusCode, second.statusCode].toSorted(), [200, 401], 'two at once: one gets in')
  assert.equal((await attempt(code)).json().field, 'code')
})

test('a code of the step before is taken, an older one is not', async (t) => {
  const { app, clock, secret } = await prepared(t)
  const old = clock.now
  clock.now = new Date(old.getTime() + 300_000)
  const at = async (back: number): Promise<number> => {
    const code = codeAt(secret, new Date(clock.now.getTime() - back))
    return (await browser(app).send('POST', '/api/sign-in', { login: 'guanli', password: PASSWORD, code }))
      .statusCode
  }
  assert.equal(await at(90_000), 401)
  assert.equal(await at(30_000), 200)
})

test('without the password neither tells whether there is a second factor', async (t) => {
  const { app } = await prepared(t)
  const answer = await browser(app).send('POST', '/api/sign-in', {
    login: 'guanli',
    password: 'cuo-wu-de-mima',
  })
  assert.deepEqual([answer.statusCode, answer.json().code], [401, 'sign-in-failed'])
})

test('who has the password cannot guess codes by starting over each time', async (t) => {
  const { app } = await prepared(t)
  const thief = browser(app, '198.51.100.1')
  const statuses: number[] = []
  for (let tries = 0; tries < 8; tries += 1) {
    const login = { login: 'guanli', password: PASSWORD }
    await thief.send('POST', '/api/sign-in', login)
    statuses.push((await thief.send('POST', '/api/sign-in', { ...login, code: '000000' })).statusCode)
  }
  assert.deepEqual([...new Set(statuses)], [401, 429], statuses.join(' '))
})

test('one in force is not replaced, only dropped, and that takes the password', async (t) => {
  const { one, app } = await prepared(t)
  assert.equal((await one.send('POST', '/api/me/second-factor')).statusCode, 409)
  assert.equal(
    (await one.send('DELETE', '/api/me/second-factor', { password: 'cuo-wu-mima' })).statusCode,
    422,
  )
  assert.equal((await one.send('DELETE', '/api/me/second-factor', { password: PASSWORD })).statusCode, 200)
  assert.equal((await signedIn(app, 'guanli')).cookie === '', false)
})

test('the secret lies encrypted for its account; the key beside the database, for the server only', async (t) => {
  const { db, dataDir, secret } = await prepared(t)
  const found = await db.admin.query<{ id: string; totp_secret: string }>(
    'select id, totp_secret from account',
  )
  const { id, totp_secret: sealed } = found.rows[0]!
  assert.ok(!sealed.includes(secret))
  const key = await secretKey(dataDir)
  assert.equal(unseal(key, id, sealed), secret)
  assert.throws(() => unseal(key, 'another account', sealed))
  assert.equal((await stat(join(dataDir, 'settings.json'))).mode & 0o777, 0o600)
  assert.ok(!(await readFile(join(dataDir, 'settings.json'), 'utf8')).includes(secret))
})

test('two first uses of a data folder agree on one key', async (t) => {
  const { dataDir } = await stage(t)
  const [a, b] = await Promise.all([secretKey(dataDir), secretKey(dataDir)])
  assert.ok(a.equals(b))
  assert.notEqual(seal(a, 'x', 'geheim'), seal(a, 'x', 'geheim'), 'the same text is never sealed alike')
})
