import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseDefinition } from '#kernel/case/define.ts'
import { choir } from '#test/fixtures/case/choir.ts'
import { garden, key, versionOf, type Garden } from './garden.ts'

/** A choir whose list says in which voice somebody sings. */
const voiced = { ...choir, heading: 'voice' } as CaseDefinition
const MARKS = { 甲一: ['高音', 52], 甲二: ['低音', 55.5], 甲三: ['低音', 70] } as const

/** Three sing; two of them are below the mark. */
async function sung(g: Garden): Promise<void> {
  for (const [name, [voice, score]] of Object.entries(MARKS)) {
    const { body } = await g.ask(name, 'POST', '/api/cases', { key: key(), system: 'choir', round: null })
    const id = body.id!
    const act = async (login: string, action: object): Promise<void> => {
      const asked = { key: key(), version: await versionOf(g, id), action }
      const answer = await g.ask(login, 'POST', `/api/cases/${id}/act`, asked)
      assert.equal(answer.status, 200, answer.body.because)
    }
    await g.ask(name, 'PUT', `/api/cases/${id}/form`, { form: { voice } })
    await act(name, { do: 'submit' })
    await act('school-a', { do: 'pass' })
    await act('officer', { do: 'pass', score })
  }
}

test('different marks below the same one are one reason, which opens to all of them', async (context) => {
  const g = await garden(context, { systems: { programmes: [], cases: [voiced] } })
  await sung(g)
  const { body } = await g.ask('officer', 'GET', '/api/case-systems/choir/figures?year=2026')
  const because = '演唱未达到 60 分。'
  assert.deepEqual(body['reasons'], [{ stage: 'song', stageTitle: '演唱', because, count: 2 }])
  const asked = new URLSearchParams({ refusedAt: 'song', refusedBecause: because, ending: 'refused' })
  const opened = await g.ask('officer', 'GET', `/api/cases?${asked}`)
  assert.equal(opened.body['total'], 2)
})

test('a list says what a case is about where its system names a field, and finds it by that', async (context) => {
  const g = await garden(context, { systems: { programmes: [], cases: [voiced] } })
  await sung(g)
  const found = await g.ask('officer', 'GET', `/api/cases?search=${encodeURIComponent('低')}`)
  const rows = found.body['rows'] as { name: string; heading: string }[]
  assert.deepEqual(rows.map(({ name, heading }) => `${name} ${heading}`).toSorted(), [
    '甲三 低音',
    '甲二 低音',
  ])
})

test('what waits is called by what it is about', async (context) => {
  const g = await garden(context, { systems: { programmes: [], cases: [voiced] } })
  const { body } = await g.ask('甲一', 'POST', '/api/cases', { key: key(), system: 'choir', round: null })
  await g.ask('甲一', 'PUT', `/api/cases/${body.id}/form`, { form: { voice: '高音' } })
  const asked = { key: key(), version: await versionOf(g, body.id!), action: { do: 'submit' } }
  assert.equal((await g.ask('甲一', 'POST', `/api/cases/${body.id}/act`, asked)).status, 200)
  const todos = JSON.stringify((await g.ask('school-a', 'GET', '/api/todos')).body)
  assert.match(todos, /合唱考级：高音/)
})
