import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { garden, key, type Garden } from '#test/case/garden.ts'
import { suiteEnding } from '#test/harness/database.ts'

type Todos = {
  groups: { time: string; items: { source: string; title: string; link: string; due: string | null }[] }[]
}

suite('rectifications among the to-dos', () => {
  const ending = suiteEnding()
  let g: Garden
  const [TARGET, DEMAND] = [key(), key()]
  before(async () => {
    g = await garden(ending)
    const [standard, appraisal] = [key(), key()]
    const run = (text: string, values: unknown[]) => g.db.admin.query(text, [g.county.region, ...values])
    const school = g.county.units.get('A')
    await run(
      `insert into appraisal_standard (region_id, id, code, title, made_by) values ($1, $2, 'garden', '校园', 't')`,
      [standard],
    )
    await run(
      `insert into standard_version (region_id, standard_id, version, document, decimals, made_by) values ($1, $2, 1, '甲教〔2026〕1号', 1, 't')`,
      [standard],
    )
    await run(
      `insert into appraisal (region_id, id, standard_id, version, title, unit_id, year, blind, outside, score_until, appeal_days, made_by)
        values ($1, $2, $3, 1, '校园评估', $4, 2026, false, false, '2026-03-01', 5, 't')`,
      [appraisal, standard, g.county.units.get('R')],
    )
    await run(
      `insert into appraisal_target (region_id, id, appraisal_id, number, kind, subject_id, unit_id, title)
        values ($1, $2, $3, 1, 'unit', $4, $4, 'A')`,
      [TARGET, appraisal, school],
    )
    await run(
      `insert into appraisal_demand (region_id, id, target_id, says, due_on, by) values ($1, $2, $3, '补栽月季', '2026-03-04', 't')`,
      [DEMAND, TARGET],
    )
  })

  const waiting = async (who: string): Promise<string[]> => {
    const { body } = await g.ask(who, 'GET', '/api/todos')
    return (body as unknown as Todos).groups.flatMap(({ time, items }) =>
      items.filter(({ source }) => source === 'demand').map(({ title }) => `${time} ${title}`),
    )
  }
  const happens = (what: string): Promise<unknown> =>
    g.db.admin.query(
      `insert into appraisal_demand_event (region_id, demand_id, what, says, by) values ($1, $2, $3, '已办', 't')`,
      [g.county.region, DEMAND, what],
    )

  test('the school that was asked has it by its day, late after it; nobody else', async () => {
    assert.deepEqual(await waiting('school-a'), ['week 整改并报告：补栽月季'])
    for (const who of ['officer', 'school-b', 'cluster', '甲一'])
      assert.deepEqual(await waiting(who), [], who)
    g.clock.now = new Date('2026-03-05T02:00:00Z')
    assert.deepEqual(await waiting('school-a'), ['late 整改并报告：补栽月季'])
  })

  test('what is reported waits for who runs the appraisal, what is refused for the school again', async () => {
    await happens('reported')
    g.clock.now = new Date('2026-03-06T02:00:00Z')
    assert.deepEqual([await waiting('school-a'), await waiting('officer')], [[], ['late 验收整改：补栽月季']])
    await happens('refused')
    g.clock.now = new Date('2026-03-07T02:00:00Z')
    assert.deepEqual(
      [await waiting('school-a'), await waiting('officer')],
      [['late 整改并报告：补栽月季'], []],
    )
    await happens('accepted')
    g.clock.now = new Date('2026-03-08T02:00:00Z')
    assert.deepEqual([await waiting('school-a'), await waiting('officer')], [[], []])
  })
})
