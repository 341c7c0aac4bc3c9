import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '#test/harness/database.ts'
import { storm } from './storm.ts'

/** bench/storm.ts sends 100,000. */
const COUNT = 2000

test('bad requests are refused, never answered by a fault', async (t) => {
  const { statuses, faults } = await storm(await testDatabase(t), COUNT, 20_261_121)
  assert.deepEqual(faults.slice(0, 5), [])
  assert.ok((statuses[400] ?? 0) > COUNT / 10, JSON.stringify(statuses))
})
