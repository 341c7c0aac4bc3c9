import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as z from 'zod'
import { defineCase } from '#kernel/case/define.ts'
import { act, garden, key, type Garden } from '#test/case/garden.ts'
import type { Ending } from '#test/harness/database.ts'

/** A made-up system that is judged by two numbers. */
const runner = defineCase({
  id: 'runner',
  title: '跑步',
  rev: 1,
  menu: 'people',
  about: '跑得多的人得奖。',
  basis: 'docs/policy/none.md',
  params: z.object({
    least: z.int().default(3).describe('最少圈数'),
    mark: z.int().default(60).describe('及格分'),
  }),
  subject: 'teacher',
  form: z.object({ laps: z.int().describe('圈数') }),
  materials: {},
  category: { title: '类别', of: () => '跑步', words: ['跑步'] },
  rounds: null,
  stages: {
    apply: {
      kind: 'submit',
      title: '报名',
      rules: [
        {
          says: ({ least }) => `至少 ${least} 圈。`,
          breaks: ({ form: { laps } }, { least }) =>
            (laps ?? 0) >= least ? null : `只有 ${laps} 圈，至少 ${least} 圈。`,
        },
      ],
    },
    race: { kind: 'exam', title: '比赛', by: 'centre', passMark: ({ mark }) => mark },
  },
  endings: { granted: '得奖', refused: '未得奖', withdrawn: '撤回', lapsed: '逾期' },
  archive: [],
})

/** 甲一 ran five laps and got 80, 甲二 four and got 65, in 2026. */
async function season(ending: Ending): Promise<Garden> {
  const g = await garden(ending, { systems: { programmes: [], cases: [runner] } })
  for (const [name, laps, score] of [
    ['甲一', 5, 80],
    ['甲二', 4, 65],
  ] as const) {
    const { body } = await g.ask(name, 'POST', '/api/cases', { key: key(), system: 'runner', round: null })
    await g.ask(name, 'PUT', `/api/cases/${body.id}/form`, { form: { laps } })
    await act(g, name, body.id ?? '', { do: 'submit' })
    await act(g, 'officer', body.id ?? '', { do: 'pass', score })
  }
  return g
}

const attempt = async (g: Garden, values: object): Promise<Record<string, unknown>> =>
  (await g.ask('officer', 'POST', '/api/systems/runner/what-if', { year: 2027, values })).body

test('a trial says which of last year’s cases would have been refused, and for what', async (t) => {
  const g = await season(t)
  const asNow = await attempt(g, {})
  assert.deepEqual(
    [asNow['year'], asNow['total'], asNow['was'], asNow['would'], asNow['rows']],
    [2026, 2, 0, 0, []],
  )
  const { rows, ...stricter } = await attempt(g, { least: 5, mark: 70 })
  assert.deepEqual([stricter['was'], stricter['would']], [0, 1])
  assert.deepEqual(
    (rows as { title: string; would: string[] }[]).map(({ title, would }) => [title, would]),
    [['甲二', ['只有 4 圈，至少 5 圈。', '比赛得 65 分，未达到 70 分。']]],
  )
})

test('cases are compared with the numbers by which they were judged', async (t) => {
  const g = await season(t)
  await g.ask('officer', 'PUT', '/api/systems/runner/params', {
    key: key(),
    year: 2026,
    document: '甲教〔2026〕9号',
    values: { least: 9 },
  })
  const { was, would } = await attempt(g, { least: 4 })
  assert.deepEqual([was, would], [0, 0])
})

test('only the centre tries and sets numbers', async (t) => {
  const g = await season(t)
  const asked = { year: 2027, values: {} }
  assert.equal((await g.ask('school-a', 'POST', '/api/systems/runner/what-if', asked)).status, 403)
  assert.equal((await g.ask('leader', 'POST', '/api/systems/runner/what-if', asked)).status, 403)
})
