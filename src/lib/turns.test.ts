import assert from 'node:assert/strict'
import { test } from 'node:test'
import { turns } from './turns.ts'

test('lets so many in, the others in their order, and nobody who waited too long', async () => {
  const room = turns(2)
  assert.deepEqual(await Promise.all([room.enter(1000), room.enter(1000)]), [true, true])
  const order: string[] = []
  const first = room.enter(1000).then((came) => order.push(`first ${came}`))
  const hasty = room.enter(5).then((came) => order.push(`hasty ${came}`))
  const last = room.enter(1000).then((came) => order.push(`last ${came}`))
  await hasty
  assert.deepEqual(order, ['hasty false'])
  room.leave()
  await first
  room.leave()
  await last
  assert.deepEqual(order, ['hasty false', 'first true', 'last true'])
  room.leave()
  room.leave()
  assert.equal(await room.enter(0), true, 'all have left')
})
