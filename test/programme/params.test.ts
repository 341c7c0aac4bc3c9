import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemParams } from '#contract/programme.ts'
import { paramsPageOf, setParams, type AskedParams } from '#kernel/programme/params-page.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { Refused } from '#lib/refusal.ts'
import { programmeSystems } from '#systems/index.ts'
import { testDatabase } from '#test/harness/database.ts'
import { key, makeHall, officer, type Hall } from './hall.ts'

const systems = new Systems(programmeSystems)
const ID = 'rural-teaching-visit'

const look = (hall: Hall, year = 2025): ReturnType<typeof paramsPageOf> =>
  hall.as(officer, (work) => paramsPageOf(work, systems, ID, year))

const set = (hall: Hall, values: AskedParams['values'], document = '测教〔2025〕1号'): Promise<unknown> =>
  hall.as(officer, (work) => setParams(work, systems, ID, { key: key(), year: 2025, document, values }))

test('a region sets a number for a year, on a document; what it leaves out is as usual', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  await set(hall, { visits: 6 })
  const page = await look(hall)
  systemParams.reply?.parse(page)
  assert.equal(page.document, '测教〔2025〕1号')
  assert.deepEqual(
    page.params.find((param) => param.name === 'visits'),
    { name: 'visits', about: '每年送教次数', value: 6, usual: 4 },
  )
  assert.match(page.rules[0]!, /每年送教不少于 6 次，每次不少于 2 天/)
  assert.equal((await look(hall, 2024)).document, null)
})

test('a later setting holds, the earlier one stays on record', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  await set(hall, { visits: 6 })
  await set(hall, { daysPerVisit: 3 }, '测教〔2025〕9号')
  const values = new Map((await look(hall)).params.map(({ name, value }) => [name, value]))
  assert.deepEqual([values.get('visits'), values.get('daysPerVisit')], [4, 3])
  assert.equal((await hall.db.admin.query('select from system_params')).rows.length, 2)
})

const refused =
  (field: string, words: RegExp) =>
  (error: unknown): boolean =>
    error instanceof Refused && error.refusal.field === field && words.test(error.refusal.because)

test('a number that does not fit is refused by its name, and so is an unknown one', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  await assert.rejects(set(hall, { visits: 0 }), refused('values.visits', /“每年送教次数”应为整数，大于 0。/))
  await assert.rejects(set(hall, { credits: 99 }), refused('values.', /送教下乡没有这样的参数/))
  const days = hall.as(officer, (work) =>
    setParams(work, systems, ID, { key: key(), year: 2025, document: '文号', values: { opensBefore: 721 } }),
  )
  await assert.rejects(days, refused('values.opensBefore', /应为整数，不小于 0，不大于 720。/))
  assert.equal((await look(hall)).document, null)
})
