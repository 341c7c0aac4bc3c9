import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as z from 'zod'
import { defineCase } from '#kernel/case/define.ts'
import { para, say } from '#kernel/document/define.ts'
import { act, garden, key, tryToAct, type Garden } from './garden.ts'

/** Gardeners of the year, named in rounds by one letter for all; nothing in it is policy. */
const gardener = defineCase({
  id: 'gardener',
  title: '园丁命名',
  rev: 1,
  menu: 'people',
  about: '给园丁命名。',
  basis: 'docs/policy/none.md',
  params: z.object({}),
  subject: 'teacher',
  form: z.object({ plot: z.string().min(1).max(40).describe('地块') }),
  materials: {},
  category: { title: '种类', of: () => null, words: [] },
  rounds: {},
  stages: {
    apply: { title: '申请', kind: 'submit' },
    decide: { title: '评定', kind: 'decide', by: 'centre' },
    name: { title: '命名', kind: 'issue', by: 'centre', number: '命名文号', numbering: 'shared' },
  },
  endings: { granted: '命名', refused: '未命名', withdrawn: '撤回', lapsed: '终止' },
  archive: [],
  documents: {
    letter: {
      kind: 'circular',
      whose: 'round',
      title: '命名文件',
      after: 'decide',
      numbers: 'name',
      tells: 'schools',
      write: (view) => ({
        title: '关于园丁命名的决定',
        by: 'centre',
        blocks: [para(say`命名${view.count({ passed: 'decide' })}人。`)],
      }),
    },
  },
})

/** A round in which some have been decided on; gives their cases. */
async function decided(g: Garden, names: readonly string[]): Promise<{ round: string; ids: string[] }> {
  const opened = await g.ask('officer', 'POST', '/api/rounds', {
    key: key(),
    system: 'gardener',
    title: `批次 ${key()}`,
    year: 2026,
    opensOn: '2026-03-01',
    closesOn: '2026-12-31',
    document: '甲教〔2026〕3号',
    places: [],
  })
  const round = opened.body.id ?? ''
  const ids: string[] = []
  for (const name of names) {
    const form = { plot: '东园' }
    const { body } = await g.ask(name, 'POST', '/api/cases', { key: key(), system: 'gardener', round, form })
    ids.push(body.id ?? '')
    await act(g, name, body.id ?? '', { do: 'submit' })
    await act(g, 'officer', body.id ?? '', { do: 'pass' })
  }
  return { round, ids }
}

async function issueLetter(g: Garden, round: string): Promise<string> {
  const url = `/api/case-documents/round/${round}/letter`
  const asked = { key: key(), series: '甲园', publicUntil: null, send: false }
  const { status, body } = await g.ask('officer', 'POST', url, asked)
  assert.equal(status, 200, body.because)
  return String(body['number'])
}

const numberOf = async (g: Garden, id: string): Promise<unknown> =>
  ((await g.ask('officer', 'GET', `/api/cases/${id}`)).body['row'] as { issued: unknown }).issued

const county = (context: { after: (done: () => Promise<void>) => void }): Promise<Garden> =>
  garden(context, { systems: { programmes: [], cases: [gardener] } })

test('a letter that does not say any more who is named gives its number to nobody by itself', async (context) => {
  const g = await county(context)
  const { round, ids } = await decided(g, ['甲一', '乙一', '丙一'])
  const [first = '', second = '', third = ''] = ids
  const number = await issueLetter(g, round)
  await act(g, 'officer', first, { do: 'pass' })
  assert.equal(await numberOf(g, first), number)
  await act(g, '乙一', second, { do: 'withdraw', because: '不去了' })
  const stale = await tryToAct(g, 'officer', third, { do: 'pass' })
  assert.equal(stale.status, 422)
  assert.match(stale.body.because ?? '', new RegExp(`《命名文件》（${number}）印发后内容有变化`))
  const again = await issueLetter(g, round)
  assert.notEqual(again, number)
  await act(g, 'officer', third, { do: 'pass' })
  assert.equal(await numberOf(g, third), again, 'that of the newest letter')
})

test('cases of several rounds each bear the number of their own letter', async (context) => {
  const g = await county(context)
  const [one, other] = [await decided(g, ['甲一']), await decided(g, ['乙一'])]
  const number = await issueLetter(g, one.round)
  const ids = [...one.ids, ...other.ids]
  const ahead = async (): Promise<unknown> =>
    (await g.ask('officer', 'POST', '/api/cases/letters', { cases: ids })).body['rows']
  const none = '《命名文件》还没有印发，没有文号可取；请先在批次的文书中印发，或填写已印发文件的文号。'
  assert.deepEqual(await ahead(), [
    { title: '命名文件', number, because: null, cases: 1 },
    { title: '命名文件', number: null, because: none, cases: 1 },
  ])
  const second = await issueLetter(g, other.round)
  for (const id of ids) await act(g, 'officer', id, { do: 'pass', number: id === ids[0] ? '' : null })
  assert.deepEqual([await numberOf(g, ids[0]!), await numberOf(g, ids[1]!)], [number, second])
})

test('who does not see the cases is told nothing of their letters', async (context) => {
  const g = await county(context)
  const { round, ids } = await decided(g, ['甲一'])
  await issueLetter(g, round)
  assert.equal((await g.ask('school-b', 'POST', '/api/cases/letters', { cases: ids })).status, 404)
})
