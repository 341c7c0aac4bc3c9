import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createProgramme } from '#kernel/programme/programmes/create.ts'
import { programmePageOf } from '#kernel/programme/programmes/page.ts'
import { addPolicy, at, officer } from './hall.ts'
import { add, create, hallOf, programme, refused, school, systems } from './made.ts'

test('codes are given by rule, also to two officers at once', async (t) => {
  const hall = await hallOf(t)
  const made = await Promise.all([1, 2, 3, 4].map(() => create(hall, officer)))
  const codes = await hall.db.admin.query<{ code: string }>('select code from programme order by code')
  assert.deepEqual(
    codes.rows.map((row) => row.code),
    ['2025-JZPX-001', '2025-JZPX-002', '2025-JZPX-003', '2025-JZPX-004'],
  )
  await Promise.all([1, 2].map(() => add(hall, officer, made[0]!.id)))
  const activities = await hall.db.admin.query<{ code: string }>('select code from activity order by code')
  assert.deepEqual(
    activities.rows.map((row) => row.code.slice(-3)),
    ['-01', '-02'],
  )
})

test('a retry has one effect and the same answer; the key of another request is refused', async (t) => {
  const hall = await hallOf(t)
  const asked = programme()
  const twice = await Promise.all(
    [1, 2].map(() => hall.as(officer, (work) => createProgramme(work, systems, asked))),
  )
  assert.deepEqual(twice[0], twice[1])
  const found = await hall.db.admin.query('select from programme')
  assert.equal(found.rows.length, 1)
  const other = { ...asked, title: '另一个项目' }
  await assert.rejects(
    hall.as(officer, (work) => createProgramme(work, systems, other)),
    refused(409, 'key-used'),
  )
})

test('a request that was refused leaves its key free', async (t) => {
  const hall = await hallOf(t)
  const asked = programme({ system: 'reading' })
  const attempt = (): Promise<{ id: string }> =>
    hall.as(officer, (work) => createProgramme(work, systems, asked))
  await assert.rejects(attempt(), refused(422, 'system', /专业阅读”还没有定义/))
  asked.system = 'group-training'
  await attempt()
})

test('what a programme can not be is said with the field', async (t) => {
  const hall = await hallOf(t)
  await addPolicy(hall)
  await assert.rejects(create(hall, officer, { level: 'galaxy' }), refused(422, 'value', /国家级/))
  const reversed = { startsOn: '2025-09-01', endsOn: '2025-08-31' }
  await assert.rejects(create(hall, officer, reversed), refused(422, 'period', /结束日期早于开始日期/))
  await assert.rejects(
    create(hall, officer, { startsOn: '2026-01-01' }),
    refused(422, 'year', /不含 2025 年/),
  )
  await assert.rejects(
    create(hall, officer, { category: '网络' }),
    refused(422, 'category', /可选：集中、校本/),
  )
  await assert.rejects(create(hall, officer, { organiser: 'S9' }), refused(422, 'reference'))
})

test('an organiser outside the own subtree is refused', async (t) => {
  const hall = await hallOf(t)
  await create(hall, school('S1'), { organiser: 'S1', system: 'school-based-project', level: 'school' })
  await assert.rejects(create(hall, school('S1'), { organiser: 'S2' }), refused(403, 'not-organiser'))
  await assert.rejects(create(hall, school('S1'), { organiser: 'C' }), refused(403, 'not-organiser'))
})

test('what an activity can not be is said with the field', async (t) => {
  const hall = await hallOf(t)
  const training = await create(hall, officer)
  const reversed = { endsAt: at('08:00:00').toISOString() }
  await assert.rejects(
    add(hall, officer, training.id, reversed),
    refused(422, 'period', /结束时间早于开始时间/),
  )
  await assert.rejects(
    add(hall, officer, training.id, { hours: 9 }),
    refused(422, 'hours', /1 天最多计 8 学时/),
  )
  await assert.rejects(
    add(hall, officer, training.id, { phase: '研课磨课' }),
    refused(422, 'phase', /集中研修/),
  )
  await assert.rejects(add(hall, officer, training.id, { place: 'S9' }), refused(422, 'reference'))
  const project = await create(hall, officer, { system: 'school-based-project' })
  await assert.rejects(
    add(hall, officer, project.id, { title: '教研组例会' }),
    refused(422, 'not-this-system', /例会不计入校本研修/),
  )
})

test('what the region has set for the year holds instead of the defaults', async (t) => {
  const hall = await hallOf(t)
  const training = await create(hall, officer)
  await hall.db.admin.query(
    `insert into system_params (region_id, system, year, params, document, set_by)
     values ($1, 'group-training', 2025, '{"hoursPerDay": 10}', '测教〔2025〕1号', 'x')`,
    [hall.county.region],
  )
  await add(hall, officer, training.id, { hours: 10 })
  await assert.rejects(
    add(hall, officer, training.id, { hours: 10.5 }),
    refused(422, 'hours', /每天 10 学时/),
  )
  const page = await hall.as(officer, (work) => programmePageOf(work, systems, training.id))
  assert.ok(page.programme.rules.includes('每天最多计 10 学时。'))
})
