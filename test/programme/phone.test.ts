import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phoneToday } from '#contract/phone.ts'
import { phonePageOf } from '#kernel/programme/phone/today.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { Refused } from '#lib/refusal.ts'
import { programmeSystems } from '#systems/index.ts'
import { testDatabase } from '#test/harness/database.ts'
import { addActivity, addPolicy, at, makeHall, officer, teacher, type Hall, type Who } from './hall.ts'

const systems = new Systems(programmeSystems)

async function look(hall: Hall, who: Who): ReturnType<typeof phonePageOf> {
  const sessionHash = await hall.session(who)
  return phonePageOf({ runtime: hall.runtime, sessionHash, now: hall.clock.now }, systems)
}

test('the first screen shows today, what comes and what was, and what would fill the gap', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  await addPolicy(hall)
  await addActivity(hall, ['甲'])
  await addActivity(hall, ['甲'], { from: at('08:30:00', '2025-04-01'), until: at('16:30:00', '2025-04-01') })
  await addActivity(hall, ['甲'], { from: at('08:30:00', '2025-03-01'), until: at('16:30:00', '2025-03-01') })
  await addActivity(hall, ['乙'], {
    category: '校本',
    from: at('14:30:00', '2025-05-01'),
    until: at('16:30:00', '2025-05-01'),
  })
  const screen = await look(hall, teacher('甲'))
  phoneToday.reply?.parse(screen)
  assert.deepEqual([screen.name, screen.unit], ['甲', '第一小学'])
  assert.deepEqual(
    [screen.today, screen.coming, screen.past].map((list) => list.length),
    [1, 1, 1],
  )
  assert.match(screen.today[0]!.words, /^第 1 场签到开放中，现在签到计为迟到$/)
  assert.match(screen.coming[0]!.words, /签到 4月1日 8:00 开放/)
  assert.equal(screen.past[0]!.words, '签到 0/2 场，未认定')
  assert.equal(screen.until, '2025年12月31日截止，还剩 298 天')
  assert.match(
    screen.advice[0]!,
    /^集中还差 16 学分。您名单上的《活动\d+》（3月8日，8 学分）、《活动\d+》（4月1日，8 学分）可以补上。$/,
  )
  assert.match(screen.advice[1]!, /^校本还差 24 学分。可向学校申请参加《活动\d+》（5月1日，8 学分）。$/)
})

test('nothing of others is on it', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  await addActivity(hall, ['乙'])
  const screen = await look(hall, teacher('甲'))
  assert.deepEqual([screen.today, screen.coming, screen.past], [[], [], []])
})

test('an officer without a file has an empty one, a lost session none', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  const screen = await look(hall, officer)
  phoneToday.reply?.parse(screen)
  assert.equal(screen.standing, null)
  const lost = phonePageOf(
    { runtime: hall.runtime, sessionHash: Buffer.alloc(32), now: hall.clock.now },
    systems,
  )
  await assert.rejects(lost, (error) => error instanceof Refused && error.status === 401)
})

test('a year without policy says so instead of a standing that means nothing', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  const { standing, advice } = await look(hall, teacher('甲'))
  assert.deepEqual([standing?.meets, advice], [false, []])
  assert.match(standing?.because ?? '', /2025 年还没有学分政策/)
})
