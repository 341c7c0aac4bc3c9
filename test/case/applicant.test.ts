import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { issueTeacherCodes } from '#kernel/account/teacher-codes.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { identityNumber } from '#test/people/county.ts'
import { browser } from '#test/http/harness.ts'
import { garden, key, type Answer, type Garden } from './garden.ts'

const NUMBER = '11010519491231002X'
const PASSWORD = 'wo-yao-shen-qing'

suite('applicants', () => {
  const ending = suiteEnding()
  let g: Garden
  before(async () => (g = await garden(ending)))

  const register = async (more: object = {}, address = '203.0.113.20'): Promise<Answer> => {
    const said = {
      key: key(),
      region: 'R',
      name: '外来人',
      identityNumber: NUMBER,
      phone: '138 0000 9999',
      password: PASSWORD,
    }
    const answer = await browser(g.app, address).send('POST', '/api/public/applicants', { ...said, ...more })
    return { status: answer.statusCode, body: answer.json<Answer['body']>() }
  }

  test('what does not fit is said field by field', async () => {
    const fault = async (more: object): Promise<unknown> => (await register(more)).body['field']
    assert.equal(await fault({ identityNumber: '110105194912310021' }), 'identityNumber')
    assert.equal(await fault({ phone: '12345' }), 'phone')
    assert.equal(await fault({ region: 'Z' }), 'region')
    assert.equal(await fault({ password: 'kurz' }), 'password')
  })

  test('registers once, however written, and signs in by the number with the chosen password', async () => {
    const both = await Promise.all([register({ identityNumber: ' 11010519491231002x ' }), register()])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
    assert.match((await register()).body.because ?? '', /已经注册/)
    const one = browser(g.app)
    const entered = await one.send('POST', '/api/sign-in', {
      region: 'R',
      login: NUMBER.toLowerCase(),
      password: PASSWORD,
    })
    assert.equal(entered.statusCode, 200)
    const answer = await one.send('GET', '/api/me')
    assert.equal(answer.statusCode, 200, answer.body)
    const me = answer.json<{ role: string; name: string }>()
    assert.deepEqual([me.role, me.name], ['applicant', '外来人'])
    const opened = await one.send('POST', '/api/cases', { key: key(), system: 'seed-licence', round: null })
    assert.equal(opened.statusCode, 200)
    for (const path of [
      '/api/people?year=2026',
      '/api/network?year=2026',
      '/api/accounts',
      '/api/delegations',
    ]) {
      assert.equal((await one.send('GET', path)).statusCode, 403, path)
    }
  })

  test('a teacher on file is sent to the own account, and learns nothing else', async () => {
    const { rows } = await g.db.admin.query<{ number: string }>(
      'select identity_number as number from person where name = $1',
      ['乙三'],
    )
    const { status, body } = await register({ identityNumber: rows[0]!.number })
    assert.equal(status, 409)
    assert.match(body.because ?? '', /教师账号登录/)
    assert.ok(!JSON.stringify(body).includes('乙'))
    assert.equal((await register({ identityNumber: identityNumber(900) })).status, 200)
  })

  test('who is then employed goes on with the same account, after papers were looked at', async () => {
    const number = identityNumber(901)
    await register({ identityNumber: number })
    const before = browser(g.app)
    await before.send('POST', '/api/sign-in', { region: 'R', login: number, password: PASSWORD })
    const opened = await before.send('POST', '/api/cases', {
      key: key(),
      system: 'seed-licence',
      round: null,
    })
    const { id } = opened.json<{ id: string }>()
    const facts = {
      stage: '小学',
      subject: '语文',
      rank: null,
      degree: null,
      staffing: null,
      putonghua: null,
      certificate: null,
    }
    const person = {
      ...facts,
      key: key(),
      identityNumber: number,
      name: '外来人',
      phone: null,
      startedOn: null,
    }
    const added = await g.ask('officer', 'POST', '/api/people', {
      ...person,
      unit: 'A',
      on: '2026-03-01',
      document: null,
    })
    assert.equal(added.status, 200)
    const codes = await g.county.as({ role: 'officer' }, (work) =>
      issueTeacherCodes(g.runtime, work, { people: [added.body.id!] }),
    )
    assert.deepEqual(
      codes.map(({ login }) => login),
      [number],
    )
    assert.equal((await before.send('GET', '/api/me')).statusCode, 401, 'the earlier session has ended')
    const again = browser(g.app)
    const old = await again.send('POST', '/api/sign-in', { region: 'R', login: number, password: PASSWORD })
    assert.equal(old.statusCode, 401)
    const activated = await again.send('POST', '/api/activate', {
      region: 'R',
      login: number,
      activationCode: codes[0]!.activationCode,
      password: 'xin-de-mima-1',
    })
    assert.equal(activated.json<{ role: string }>().role, 'teacher', activated.body)
    assert.equal((await again.send('GET', `/api/cases/${id}`)).statusCode, 200)
  })

  test('whoever tries one number after another has to wait', async () => {
    const answers: number[] = []
    for (let n = 0; n < 22; n += 1) answers.push((await register({}, '203.0.113.99')).status)
    assert.deepEqual([answers[0], answers[19], answers[21]], [409, 409, 429])
  })
})
