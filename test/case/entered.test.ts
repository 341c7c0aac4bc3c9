import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as z from 'zod'
import { defineCase } from '#kernel/case/define.ts'
import { act, garden, key } from './garden.ts'

/** Applied for by schools; nothing in it is policy. */
const schoolGarden = defineCase({
  id: 'school-garden',
  title: '校园种植',
  rev: 1,
  menu: 'school-based',
  about: '给学校分地。',
  basis: 'docs/policy/none.md',
  params: z.object({}),
  subject: 'school',
  form: z.object({ plot: z.string().min(1).max(40).describe('地块') }),
  materials: {},
  category: { title: '种类', of: () => null, words: [] },
  rounds: null,
  stages: { apply: { title: '申请', kind: 'submit' }, give: { title: '分地', kind: 'decide', by: 'centre' } },
  endings: { granted: '分得', refused: '不分', withdrawn: '撤回', lapsed: '终止' },
  archive: [],
})

test('what an officer begins for a school, the school finds, fills in and hands in; no other school does', async (context) => {
  const g = await garden(context, { systems: { programmes: [], cases: [schoolGarden] } })
  const opened = await g.ask('officer', 'POST', '/api/cases', {
    key: key(),
    system: 'school-garden',
    round: null,
    unit: 'A',
  })
  const id = opened.body.id ?? ''
  for (const login of ['school-a', 'school-a-2'])
    assert.equal((await g.ask(login, 'GET', `/api/cases/${id}`)).status, 200, login)
  for (const login of ['school-b', 'cluster', '甲一'])
    assert.equal((await g.ask(login, 'GET', `/api/cases/${id}`)).status, 404, login)
  const { body } = await g.ask('school-a', 'GET', '/api/cases?mine=true')
  assert.deepEqual(
    (body['rows'] as { id: string }[]).map((row) => row.id),
    [id],
    'and it waits for the school',
  )
  await g.ask('school-a', 'PUT', `/api/cases/${id}/form`, { form: { plot: '东园' } })
  await act(g, 'school-a-2', id, { do: 'submit' })
  await act(g, 'officer', id, { do: 'pass' })
})
