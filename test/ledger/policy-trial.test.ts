import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PolicyInput } from '#kernel/credit/policy.ts'
import { settleActivities } from '#kernel/credit/service.ts'
import { tryPolicy } from '#kernel/credit/what-if.ts'
import { testDatabase, type Ending } from '#test/harness/database.ts'
import { addActivity, at, makeHall, officer, type Hall } from '#test/programme/hall.ts'

const held: PolicyInput = { category: '集中', required: 8, hoursPerCredit: 1, ceiling: null, leastRate: 0.8 }
const attempt = (hall: Hall, rows: PolicyInput[]): ReturnType<typeof tryPolicy> =>
  hall.as(officer, (work) => tryPolicy(work, 2026, rows))

/** In 2025 甲 came to both slots of eight hours, 乙 to one, 丙 was nowhere; eight credits were asked for. */
async function year(ending: Ending): Promise<Hall> {
  const hall = await makeHall(await testDatabase(ending))
  const { db, county } = hall
  await db.admin.query(
    `insert into credit_policy (region_id, year, category, position, required, hours_per_credit, least_rate)
     values ($1, 2025, '集中', 1, 8, 1, 0.8)`,
    [county.region],
  )
  const { activity } = await addActivity(hall, ['甲', '乙'])
  for (const [name, slot] of [
    ['甲', 1],
    ['甲', 2],
    ['乙', 1],
  ] as const)
    await db.admin.query(
      `insert into attendance (region_id, activity_id, person_id, slot, status, method, recorded_at, recorded_by)
       values ($1, $2, $3, $4, 'present', 'desk', $5, 'x')`,
      [county.region, activity, county.people.get(name), slot, at('09:00:00')],
    )
  await hall.as({ role: 'system' }, (work) =>
    settleActivities(work, [activity], { because: '测', batch: null }),
  )
  return hall
}

test('the policy that held gives what held', async (t) => {
  const { year: looked, assessed, was, would, categories } = await attempt(await year(t), [held])
  assert.deepEqual([looked, assessed, was, would], [2025, 3, 1, 1])
  assert.deepEqual(categories, [{ category: '集中', short: 2, wouldBeShort: 2 }])
})

test('a lower rate recognises who was not, other hours and ceilings credit anew', async (t) => {
  const hall = await year(t)
  assert.equal((await attempt(hall, [{ ...held, leastRate: 0.5, required: 4 }])).would, 2)
  assert.equal((await attempt(hall, [{ ...held, hoursPerCredit: 2 }])).would, 0)
  assert.equal((await attempt(hall, [{ ...held, ceiling: 5 }])).would, 0)
  const [first] = (await attempt(hall, [{ ...held, required: 99 }])).units
  assert.deepEqual([first?.was, first?.would], [1, 0])
})

test('a trial keeps nothing', async (t) => {
  const hall = await year(t)
  const state = async (): Promise<unknown> =>
    (
      await hall.db.admin.query(
        'select (select count(*) from credit_entry) as entries, (select sum(attended) from participation) as attended, (select max(settled_at) from activity) as at',
      )
    ).rows
  const before = await state()
  await attempt(hall, [{ ...held, leastRate: 0 }])
  assert.deepEqual(await state(), before)
})
