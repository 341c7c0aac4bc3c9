import assert from 'node:assert/strict'
import { test } from 'node:test'
import { together } from './together.ts'

test('what is asked in one moment goes together, what comes meanwhile goes next', async () => {
  const batches: number[][] = []
  const underWay = Promise.withResolvers<void>()
  const others = Promise.withResolvers<void>()
  const ask = together(async (items: readonly number[]) => {
    batches.push([...items])
    underWay.resolve()
    await others.promise
    return items.map((item) => item * 2)
  })
  const first = Promise.all([1, 2, 3].map(ask))
  await underWay.promise
  const second = Promise.all([4, 5].map(ask))
  others.resolve()
  assert.deepEqual(await first, [2, 4, 6])
  assert.deepEqual(await second, [8, 10])
  assert.equal(await ask(6), 12)
  assert.deepEqual(batches, [[1, 2, 3], [4, 5], [6]])
})

test('more than fit go in several batches, each answered in its own place', async () => {
  const sizes: number[] = []
  const ask = together(async (items: readonly number[]) => {
    sizes.push(items.length)
    return [...items]
  })
  const numbers = Array.from({ length: 150 }, (_, index) => index)
  assert.deepEqual(await Promise.all(numbers.map(ask)), numbers)
  assert.deepEqual(sizes, [64, 64, 22])
})

test('one that fails takes nobody along', async () => {
  const ask = together(async (items: readonly string[]) => {
    if (items.includes('bad')) throw new Error('refused')
    return [...items]
  })
  const answers = await Promise.allSettled(['a', 'bad', 'b'].map(ask))
  assert.deepEqual(
    answers.map((one) => one.status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
})

test('who holds things up is waited for beside the others', async () => {
  const held = Promise.withResolvers<void>()
  const ask = together(async (items: readonly string[], alone: boolean) => {
    if (items.includes('held') && !alone) throw new Error('it is held')
    if (items.includes('held')) await held.promise
    return [...items]
  })
  const waiting = ask('held')
  assert.equal(await ask('free'), 'free')
  assert.equal(await ask('later'), 'later')
  held.resolve()
  assert.equal(await waiting, 'held')
})

test('a lost server is not asked again for each', async () => {
  let asked = 0
  const ask = together(async (): Promise<string[]> => {
    asked += 1
    throw Object.assign(new Error('gone'), { code: '57P01' })
  })
  const answers = await Promise.allSettled(['a', 'b'].map(ask))
  assert.ok(answers.every((one) => one.status === 'rejected'))
  assert.equal(asked, 1)
})
