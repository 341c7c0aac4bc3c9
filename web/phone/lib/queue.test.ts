import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryShelf } from './keep.ts'
import { belongsTo, enqueue, note, settle, waiting } from './queue.ts'

const fresh = (nonce: string, at = 1): { nonce: string; at: number } => ({ nonce, at })

test('the same code of the same person keeps its nonce; another person’s is another', () => {
  const shelf = memoryShelf()
  const first = enqueue('code-1', 'jia', fresh('n1'), shelf)
  assert.equal(enqueue('code-1', 'jia', fresh('n2'), shelf).nonce, first.nonce)
  assert.equal(enqueue('code-1', 'yi', fresh('n3'), shelf).nonce, 'n3')
  assert.equal(enqueue('code-2', 'jia', fresh('n4'), shelf).nonce, 'n4')
  assert.deepEqual(
    waiting(shelf)
      .map((item) => item.nonce)
      .toSorted(),
    ['n1', 'n3', 'n4'],
  )
})

test('what was scanned before signing in gets its owner, its nonce and its being late stay', () => {
  const shelf = memoryShelf()
  const before = enqueue('code-1', null, fresh('n1'), shelf)
  assert.ok(belongsTo(before, 'jia'))
  note(before, { late: true }, shelf)
  const after = enqueue('code-1', 'jia', fresh('n2'), shelf)
  assert.deepEqual([after.nonce, after.owner, after.late], ['n1', 'jia', true])
  assert.equal(belongsTo(after, 'yi'), false)
})

test('oldest first, also after a reload', () => {
  const shelf = memoryShelf()
  enqueue('b', null, fresh('n2', 20), shelf)
  enqueue('a', null, fresh('n1', 10), shelf)
  assert.deepEqual(
    waiting(shelf).map((item) => item.code),
    ['a', 'b'],
  )
})

test('news about what was answered meanwhile brings nothing back', () => {
  const shelf = memoryShelf()
  const item = enqueue('a', null, fresh('n1'), shelf)
  settle(item, shelf)
  note(item, { late: true }, shelf)
  assert.deepEqual(waiting(shelf), [])
})

test('in a full phone what was last seen makes room', () => {
  const shelf = memoryShelf()
  shelf.setItem('yanpei.seen.today', '"…"')
  const full = {
    ...shelf,
    get length() {
      return shelf.length
    },
    setItem(key: string, value: string) {
      if (shelf.getItem('yanpei.seen.today') !== null) throw new DOMException('full', 'QuotaExceededError')
      shelf.setItem(key, value)
    },
  }
  enqueue('a', null, fresh('n1'), full)
  assert.deepEqual(
    waiting(shelf).map((item) => item.code),
    ['a'],
  )
})

test('something unreadable in the phone is not in the way', () => {
  const shelf = memoryShelf()
  shelf.setItem('yanpei.waiting.x', '{half')
  enqueue('a', null, fresh('n1'), shelf)
  assert.equal(waiting(shelf).length, 1)
})
