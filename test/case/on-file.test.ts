import assert from 'node:assert/strict'
import { test } from 'node:test'
import { archiveRules } from '#systems/archives.ts'
import { CASE_ARCHIVE } from '#systems/vocabulary.ts'
import { gardenPrize } from '#test/fixtures/case/garden-prize.ts'
import { act, garden, handIn, openGardenRound, toNotice } from './garden.ts'

const prize = { ...gardenPrize, archive: Object.values(CASE_ARCHIVE) }
const systems = { programmes: [], cases: [prize] }

type Material = {
  material: string
  percent: number
  gaps: { words: string }[]
  entries: { name: string; size: number }[]
}

test('a round is filed from its own records: who, what, by which points, decided and shown how', async (t) => {
  const g = await garden(t, { systems })
  const round = await openGardenRound(g)
  const id = await toNotice(g, '甲一', round)
  await handIn(g, '乙二', round)
  await act(g, 'officer', id, { do: 'publish' })
  const address = `/api/archives/case/${round}?year=2026`
  const { status, body } = await g.ask('officer', 'GET', address)
  assert.equal(status, 200)
  const materials = new Map((body['materials'] as Material[]).map((one) => [one.material, one]))
  const at = (word: string): Material => materials.get(word) ?? assert.fail(word)
  assert.equal(at(CASE_ARCHIVE.roster).entries[0]?.size, 2)
  assert.match(
    at(CASE_ARCHIVE.roster)
      .gaps.map(({ words }) => words)
      .join(),
    /甲一还没有办结.*乙二还没有办结/,
  )
  assert.deepEqual(
    at(CASE_ARCHIVE.forms)
      .entries.map(({ name }) => name.replace(/^\S+ /, ''))
      .toSorted(),
    ['甲一 申请表', '乙二 申请表'].toSorted(),
  )
  assert.equal(at(CASE_ARCHIVE.scores).entries[0]?.size, 4)
  assert.equal(at(CASE_ARCHIVE.publicity).percent, 100)
  assert.deepEqual(at(CASE_ARCHIVE.decision).gaps[0]?.words, '还没有作出决定')
  assert.equal(at(CASE_ARCHIVE.naming).percent, 0)
})

test('its papers are the region’s: a school or a judge does not open them', async (t) => {
  const g = await garden(t, { systems })
  const round = await openGardenRound(g)
  await toNotice(g, '甲一', round)
  const address = `/api/archives/case/${round}?year=2026`
  for (const login of ['school-a', 'cluster'])
    assert.equal((await g.ask(login, 'GET', address)).status, 403, login)
  assert.equal((await g.ask('丙一', 'GET', address)).status, 403)
  const listed = await g.ask('school-a', 'GET', '/api/archives?kind=case&year=2026')
  assert.deepEqual([listed.status, listed.body['total']], [200, 0])
  assert.equal((await g.ask('officer', 'GET', '/api/archives/case/nothing?year=2026')).status, 404)
})

test('every word of a case’s archive that records fill has its rule', () => {
  const byHand = Object.values(CASE_ARCHIVE).filter((word) => archiveRules.materials[word]?.by === 'hand')
  assert.deepEqual(byHand, [CASE_ARCHIVE.notice, CASE_ARCHIVE.naming])
})
