import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemParams } from '#contract/parameters.ts'
import { allParamsOf, paramsPageOf } from '#kernel/parameters/page.ts'
import { setParams, tryParams, type AskedParams } from '#kernel/parameters/set.ts'
import { numbered } from '#kernel/systems.ts'
import { Refused } from '#lib/refusal.ts'
import { caseSystems, programmeSystems } from '#systems/index.ts'
import { testDatabase } from '#test/harness/database.ts'
import { addActivity, key, makeHall, officer, type Hall } from '#test/programme/hall.ts'

const systems = numbered({ programmes: programmeSystems, cases: caseSystems })
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

test('every setting stays readable: who, when, on which document, from what to what', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  await set(hall, { visits: 6 })
  await set(hall, { visits: 6, daysPerVisit: 3 }, '测教〔2025〕9号')
  await set(hall, {}, '测教〔2025〕12号')
  const { history } = await look(hall)
  assert.deepEqual(
    history.map(({ document, by, changes }) => [
      document,
      by,
      ...changes.map((c) => [c.about, c.from, c.to]),
    ]),
    [
      ['测教〔2025〕12号', 'officer', ['每年送教次数', 6, 4], ['每次天数', 3, 2]],
      ['测教〔2025〕9号', 'officer', ['每次天数', 2, 3]],
      ['测教〔2025〕1号', 'officer', ['每年送教次数', 4, 6]],
    ],
  )
})

test('the list shows every system with the numbers and documents of the year', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  await set(hall, { visits: 6 })
  const { systems: listed } = await hall.as(officer, (work) => allParamsOf(work, systems, 2025))
  assert.equal(listed.length, systems.length)
  const visit = listed.find(({ id }) => id === ID)
  assert.equal(visit?.document, '测教〔2025〕1号')
  assert.equal(visit.params.find(({ name }) => name === 'visits')?.value, 6)
  assert.equal(listed.find(({ id }) => id === 'group-training')?.document, null)
})

test('a trial says which of last year’s programmes the numbers would have found wanting, and keeps nothing', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  await addActivity(hall, ['甲', '乙'], { system: 'group-training', category: '集中' })
  const attempt = (values: AskedParams['values']): ReturnType<typeof tryParams> =>
    hall.as(officer, (work) => tryParams(work, systems, 'group-training', { year: 2026, values }))
  const none = await attempt({ lecturers: 1 })
  assert.deepEqual([none.year, none.total, none.was, none.would, none.rows], [2025, 1, 1, 1, []])
  const looser = await attempt({ lecturers: 0 })
  assert.deepEqual([looser.was, looser.would], [1, 0])
  assert.match(looser.rows[0]?.was[0] ?? '', /0 名主讲，应至少 1 名/)
  assert.deepEqual(looser.rows[0]?.would, [])
  assert.equal((await hall.db.admin.query('select from system_params')).rows.length, 0)
  await assert.rejects(attempt({ lecturers: -1 }), refused('values.lecturers', /不小于 0/))
})
