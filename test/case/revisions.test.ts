import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildServer } from '#http/server.ts'
import type { CaseDefinition } from '#kernel/case/define.ts'
import { caseHandlers } from '#kernel/case/routes.ts'
import { gardenPrize } from '#test/fixtures/case/garden-prize.ts'
import { signedIn, type Browser } from '#test/http/harness.ts'
import { assign, garden, handIn, key, openGardenRound, scoreAll, versionOf } from './garden.ts'

/** The prize as it became: the second rev has no public notice, the third asks the bureau's word first of all. */
const { show: _, ...withoutNotice } = gardenPrize.stages
const second = { ...gardenPrize, rev: 2, stages: withoutNotice } as CaseDefinition
const { decide, ...before } = withoutNotice
const third = {
  ...gardenPrize,
  rev: 3,
  stages: { apply: before.apply, decide, check: before.check, judge: before.judge },
} as CaseDefinition

test('an open case keeps the rev that it began with, through two later ones', async (context) => {
  const g = await garden(context)
  const round = await openGardenRound(g)
  const id = await handIn(g, '甲一', round)
  const serve = async (definitions: readonly CaseDefinition[]) => {
    const app = buildServer({
      runtime: g.runtime,
      webRoot: g.dataDir,
      handlers: caseHandlers(definitions, []),
    })
    context.after(() => app.close())
    await app.ready()
    return app
  }

  const later = await serve([gardenPrize, second, third])
  const school = await signedIn(later, 'school-a')
  const page = (await school.send('GET', `/api/cases/${id}`)).json<{
    track: { stage: string; state: string }[]
  }>()
  assert.deepEqual(
    page.track.map(({ stage }) => stage),
    ['apply', 'check', 'judge', 'show', 'decide'],
  )
  const passed = await school.send('POST', `/api/cases/${id}/act`, {
    key: key(),
    version: await versionOf(g, id),
    action: { do: 'pass' },
  })
  assert.deepEqual([passed.statusCode, passed.json<{ stageTitle: string }>().stageTitle], [200, '专家评审'])
  const { systems } = (await school.send('GET', '/api/case-systems')).json<{ systems: { rev: number }[] }>()
  assert.deepEqual(
    systems.map(({ rev }) => rev),
    [3],
    'new cases begin with the newest',
  )

  await assign(g, id, ['丙一', '丙二'])
  for (const judge of ['丙一', '丙二']) await scoreAll(g, judge, { 长势: 50, 布局: 30 })
  const officer = await signedIn(later, 'officer')
  const leader = await signedIn(later, 'leader')
  const act = async (who: Browser, action: object): Promise<void> => {
    const body = { key: key(), version: await versionOf(g, id), action }
    const answer = await who.send('POST', `/api/cases/${id}/act`, body)
    assert.equal(answer.statusCode, 200, answer.body)
  }
  await act(officer, { do: 'pass' })
  await act(officer, { do: 'publish' })
  g.clock.now = new Date('2026-03-10T02:00:00Z')
  await act(officer, { do: 'pass' })
  await act(leader, { do: 'pass' })
  const { row } = (await leader.send('GET', `/api/cases/${id}`)).json<{ row: { ending: string } }>()
  assert.equal(row.ending, 'granted', 'by the notice and the order of the first rev, to its end')

  const forgetful = await serve([second, third])
  const lost = await (await signedIn(forgetful, 'school-a')).send('GET', `/api/cases/${id}`)
  const list = await (await signedIn(forgetful, 'school-a')).send('GET', '/api/cases')
  assert.equal(list.statusCode, 200, 'lists still show it')
  assert.equal(lost.statusCode, 503)
  assert.match(lost.json<{ because: string }>().because, /按第 1 版的规定办理，当前程序里没有这一版/)
})
