import assert from 'node:assert/strict'
import { test } from 'node:test'
import { act, garden, handIn, key, openGardenRound, toNotice } from './garden.ts'

test('who stands in for somebody sees what waits for them, through the days named', async (context) => {
  const g = await garden(context)
  const round = await openGardenRound(g)
  const decided = await toNotice(g, '甲一', round)
  await act(g, 'officer', decided, { do: 'publish' })
  const checked = await handIn(g, '甲二', round)
  await handIn(g, '乙一', round)
  g.clock.now = new Date('2026-03-10T02:00:00Z')
  await act(g, 'officer', decided, { do: 'pass' })
  const waiting = async (login: string): Promise<string[]> => {
    const { body } = await g.ask(login, 'GET', '/api/cases?mine=true')
    return (body['rows'] as { id: string }[]).map(({ id }) => id)
  }
  assert.deepEqual(await waiting('officer-2'), [])
  assert.deepEqual(await waiting('cluster'), [])
  for (const [from, login] of [
    ['leader', 'officer-2'],
    ['school-a', 'cluster'],
  ] as const) {
    const said = { key: key(), login, startsOn: '2026-03-10', endsOn: '2026-03-10', because: '外出培训' }
    assert.equal((await g.ask(from, 'POST', '/api/delegations', said)).status, 200)
  }
  assert.deepEqual(await waiting('officer-2'), [decided])
  assert.deepEqual(await waiting('cluster'), [checked], 'of the school that is away, not of the other')
  g.clock.now = new Date('2026-03-11T02:00:00Z')
  assert.deepEqual(await waiting('officer-2'), [])
})
