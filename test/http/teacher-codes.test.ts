import assert from 'node:assert/strict'
import { test } from 'node:test'
import { issueTeacherCodes } from '#kernel/account/teacher-codes.ts'
import { inWork } from '#kernel/call.ts'
import { makeCounty, sessionAs } from '#test/access/fixture.ts'
import { browser, PASSWORD, stage } from './harness.ts'

const NEW_PASSWORD = 'wo-de-xin-mima'
const DAYS_180 = 180 * 86_400

test('a school hands out codes to its own people without a password, on a list to print', async (t) => {
  const { app, db, runtime } = await stage(t)
  const county = await makeCounty(runtime, 1)
  const school = browser(app)
  school.cookie = `yanpei=${(await sessionAs(db, county, 'school')).token}`
  const list = await school.send('POST', '/api/accounts/teacher-codes', { unit: 'a-1' })
  assert.equal(list.statusCode, 200, list.body)
  assert.match(String(list.headers['content-disposition']), /%E6%BF%80%E6%B4%BB%E7%A0%81/)
  assert.equal(list.rawPayload.subarray(0, 2).toString(), 'PK')
  const { hash } = await sessionAs(db, county, 'school')
  const codes = await inWork(runtime, hash, (work) => issueTeacherCodes(runtime, work, { unit: 'a-1' }))
  assert.deepEqual(
    codes.map(({ name, login }) => [name, login]),
    [['张colleague-a1', county.people['colleague-a'].identityNumber]],
  )
})

test('the teacher sets a password by it, stays signed in on the phone, and may type the phone number', async (t) => {
  const { app, db, runtime } = await stage(t)
  const county = await makeCounty(runtime, 1)
  const { hash } = await sessionAs(db, county, 'officer')
  const codes = await inWork(runtime, hash, (work) => issueTeacherCodes(runtime, work, { unit: 'R1' }))
  const mine = codes.find((code) => code.name === '张colleague-a1')
  assert.equal(codes.length, 3, 'who has a password gets none')
  const phone = browser(app)
  const body = {
    login: mine?.login,
    activationCode: mine?.activationCode,
    password: NEW_PASSWORD,
    stay: true,
  }
  const activated = await phone.send('POST', '/api/activate', body)
  assert.equal(activated.statusCode, 200, activated.body)
  assert.deepEqual([activated.json().role, activated.json().menu], ['teacher', ['apply', 'messages']])
  assert.match(String(activated.headers['set-cookie']), new RegExp(`Max-Age=${DAYS_180};`))
  const { rows } = await db.admin.query<{ phone: string }>('select phone from person where id = $1', [
    county.people['colleague-a'].id,
  ])
  const again = await browser(app).send('POST', '/api/sign-in', {
    login: rows[0]?.phone,
    password: NEW_PASSWORD,
  })
  assert.equal(again.statusCode, 200, again.body)
  const later = await inWork(runtime, hash, (work) => issueTeacherCodes(runtime, work, { unit: 'R1' }))
  assert.ok(!later.some((code) => code.name === '张colleague-a1'), 'in use: no code any more')
})

test('codes for chosen people go to those whom the caller sees and who need one', async (t) => {
  const { app, db, runtime } = await stage(t)
  const county = await makeCounty(runtime, 1)
  const send = async (name: 'school' | 'officer', people: readonly string[]) => {
    const desk = browser(app)
    desk.cookie = `yanpei=${(await sessionAs(db, county, name)).token}`
    return desk.send('POST', '/api/accounts/teacher-codes', { people })
  }
  const [own, other, active] = (['colleague-a', 'colleague-b', 'teacher'] as const).map(
    (name) => county.people[name].id,
  )
  assert.ok(own !== undefined && other !== undefined && active !== undefined)
  const refused = await send('school', [other, active])
  assert.equal(refused.statusCode, 409, refused.body)
  assert.match(refused.json().because, /都已启用账号/)
  assert.equal((await send('school', [own, other, active])).statusCode, 200)
  const { rows } = await db.admin.query<{ person: string }>(
    'select person_id as person from account where activation_hash is not null and person_id is not null',
  )
  assert.deepEqual(
    rows.map((row) => row.person),
    [own],
  )
  assert.equal((await send('officer', [other])).statusCode, 200)
})

test("only a teacher's role stays signed in", async (t) => {
  const { app, runtime } = await stage(t)
  await makeCounty(runtime, 1)
  const maxAge = async (login: string): Promise<string> => {
    const answer = await browser(app).send('POST', '/api/sign-in', { login, password: PASSWORD, stay: true })
    return /Max-Age=(\d+)/.exec(String(answer.headers['set-cookie']))?.[1] ?? ''
  }
  assert.deepEqual([await maxAge('teacher'), await maxAge('school')], [String(DAYS_180), '43200'])
})

test('the audit log names who did it, not by an identity number', async (t) => {
  const { app, db, runtime } = await stage(t)
  const county = await makeCounty(runtime, 1)
  const { hash } = await sessionAs(db, county, 'officer')
  const [code] = await inWork(runtime, hash, (work) => issueTeacherCodes(runtime, work, { unit: 'R1' }))
  await browser(app).send('POST', '/api/activate', {
    ...code,
    name: undefined,
    unit: undefined,
    until: undefined,
    password: NEW_PASSWORD,
  })
  const { rows } = await db.admin.query<{ action: string; actor: string }>(
    `select action, actor from audit_log where action in ('issue-codes', 'activate', 'sign-in') order by id`,
  )
  assert.deepEqual(
    rows.map((row) => row.action),
    ['issue-codes', 'activate', 'sign-in'],
  )
  assert.match(rows[1]?.actor ?? '', /^张colleague-a1（990123\*{8}\d{3}[\dX]）$/)
})
