import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { suiteEnding } from '#test/harness/database.ts'
import { act, garden, handIn, key, openGardenRound, toNotice, tryToAct, type Garden } from './garden.ts'

suite('delegation while away', () => {
  const ending = suiteEnding()
  let g: Garden
  let round: string
  before(async () => {
    g = await garden(ending)
    round = await openGardenRound(g)
  })

  const delegate = (from: string, login: string, more: object = {}): ReturnType<Garden['ask']> =>
    g.ask(from, 'POST', '/api/delegations', {
      key: key(),
      login,
      startsOn: '2026-03-09',
      endsOn: '2026-03-13',
      because: '外出培训',
      ...more,
    })
  const at = (local: string): void => void (g.clock.now = new Date(`${local}+08:00`))

  test('a decider on leave is stood in for through the days named, under both names', async () => {
    const ids = [await toNotice(g, '甲一', round), await toNotice(g, '甲二', round)]
    for (const id of ids) await act(g, 'officer', id, { do: 'publish' })
    assert.equal((await delegate('leader', 'cluster')).status, 422, 'a cluster does not see the region')
    assert.equal(
      (await delegate('leader', 'officer-2', { startsOn: '2026-03-16', endsOn: '2026-03-20' })).status,
      200,
    )
    at('2026-03-13T10:00')
    for (const id of ids) await act(g, 'officer', id, { do: 'pass' })
    const before = await tryToAct(g, 'officer-2', ids[0]!, { do: 'pass' })
    assert.match(
      before.body.because ?? '',
      /须写明文号/,
      "not yet, and the bureau's decision is only entered with its document",
    )
    at('2026-03-20T23:00')
    await act(g, 'officer-2', ids[0]!, { do: 'pass' })
    const { body } = await g.ask('officer', 'GET', `/api/cases/${ids[0]}`)
    const last = (body['events'] as { actor: string; standsFor: string | null }[]).at(-1)
    assert.deepEqual([last?.actor, last?.standsFor], ['officer-2（officer-2）', 'leader'])
    at('2026-03-21T00:01')
    assert.equal((await tryToAct(g, 'officer-2', ids[1]!, { do: 'pass' })).status, 422)
  })

  test('a school stands in for itself, and sees no more by a delegation than without it', async () => {
    at('2026-03-09T10:00')
    assert.equal((await delegate('school-a', 'school-a-2')).status, 200)
    assert.equal((await delegate('school-a', 'cluster')).status, 200)
    const other = await delegate('school-a', 'school-b')
    assert.equal(other.status, 422)
    assert.match(other.body.because ?? '', /看不到您所办的事项/)
    const id = await handIn(g, '甲三', round)
    assert.equal((await tryToAct(g, 'school-b', id, { do: 'pass' })).status, 404)
    await act(g, 'cluster', id, { do: 'pass' })
    const { body } = await g.ask('officer', 'GET', `/api/cases/${id}`)
    assert.equal((body['events'] as { standsFor: string | null }[]).at(-1)?.standsFor, 'school-a')
  })

  test('nobody decides by delegation on a case of who delegated', async () => {
    at('2026-03-02T10:00')
    const id = await toNotice(g, '局长', round)
    await act(g, 'officer', id, { do: 'publish' })
    at('2026-03-16T10:00')
    await act(g, 'officer', id, { do: 'pass' })
    for (const login of ['leader', 'officer-2']) {
      const refused = await tryToAct(g, login, id, { do: 'pass', document: '甲教〔2026〕5号' })
      assert.deepEqual([refused.status, refused.body['code']], [403, 'own-case'], login)
    }
  })

  test('refuses oneself, unknown logins and days that are over', async () => {
    at('2026-03-10T10:00')
    assert.match((await delegate('cluster', 'cluster')).body.because ?? '', /不能委托给自己/)
    assert.match((await delegate('cluster', 'nobody')).body.because ?? '', /没有这个登录名/)
    assert.match((await delegate('cluster', '甲一')).body.because ?? '', /看不到您所办的事项/)
    assert.match(
      (await delegate('cluster', 'officer', { endsOn: '2026-03-08' })).body.because ?? '',
      /早于开始日期/,
    )
    assert.match(
      (await delegate('cluster', 'officer', { startsOn: '2026-03-01', endsOn: '2026-03-08' })).body.because ??
        '',
      /已经过去/,
    )
  })

  test('who gave it ends it, or an officer; the delegate does not, others do not see it', async () => {
    const made = await delegate('school-b', 'cluster')
    const end = (login: string): ReturnType<Garden['ask']> =>
      g.ask(login, 'DELETE', `/api/delegations/${made.body.id}`)
    assert.equal((await end('school-a')).status, 404)
    assert.equal((await end('cluster')).status, 403)
    assert.equal((await end('school-b')).status, 200)
    assert.equal((await end('officer')).status, 409)
    type Row = { id: string; from: string; to: string; ended: boolean; mayEnd: boolean }
    const seen = (await g.ask('cluster', 'GET', '/api/delegations')).body['delegations'] as Row[]
    const row = seen.find((one) => one.id === made.body.id)
    assert.deepEqual([row?.from, row?.to, row?.ended, row?.mayEnd], ['school-b', 'cluster', true, false])
    const ofB = await g.ask('school-a-2', 'GET', '/api/delegations')
    assert.ok(!JSON.stringify(ofB.body).includes('school-b'))
  })
})
