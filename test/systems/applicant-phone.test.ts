import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { PASSWORD } from '#test/http/harness.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { identityNumber } from './applicants.ts'
import { key, play, type Played } from './county.ts'

suite('whoever registers gives a mobile number once', () => {
  const ending = suiteEnding()
  let played: Played
  let round: string
  before(async () => {
    played = await play(ending, { A: ['李一'] }, ['李一'])
    const { body } = await played.ask('officer', 'POST', '/api/rounds', {
      key: key(),
      system: 'qualification',
      title: '2026 年春季教师资格认定',
      year: 2026,
      opensOn: '2026-03-01',
      closesOn: '2026-04-30',
      document: '甲教〔2026〕12号',
      places: [],
    })
    round = body.id
  })

  const phoneIn = async (who: string, more: object = {}): Promise<unknown> => {
    const asked = { key: key(), system: 'qualification', round, ...more }
    const { body } = await played.ask(who, 'POST', '/api/cases', asked)
    const { rows } = await played.db.admin.query<{ phone: unknown }>(
      `select draft ->> 'phone' as phone from case_record where id = $1`,
      [body.id],
    )
    return rows[0]?.phone
  }

  test('the form begins with it', async () => {
    const number = identityNumber(700)
    const said = { key: key(), region: 'R', name: '高陶然', identityNumber: number, phone: '139 0000 0001' }
    const { status, body } = await played.ask(null, 'POST', '/api/public/applicants', {
      ...said,
      password: PASSWORD,
    })
    assert.equal(status, 200, body.because)
    assert.equal(await phoneIn(number), '13900000001')
  })

  test('an officer who enters somebody else’s does not lend the own', async () => {
    const outsider = { name: '别人', identityNumber: identityNumber(701) }
    assert.equal(await phoneIn('officer', { outsider }), null)
  })
})
