import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { Client } from 'pg'
import { testServer } from '#test/harness/cluster.ts'
import { copyOut, TimedCursor } from './streams.ts'

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

test('neither a cursor nor COPY leaves a clock running', async () => {
  const { admin } = (await testServer()).endpoints('postgres')
  const client = new Client({ ...admin, query_timeout: 600_000 })
  await client.connect()
  const before = timers()
  assert.equal(await text(copyOut(client, 'copy (select generate_series(1, 3)) to stdout')), '1\n2\n3\n')
  const cursor = client.query(new TimedCursor<{ n: number }>('select generate_series(1, 5) as n', []))
  assert.deepEqual(await cursor.read(2), [{ n: 1 }, { n: 2 }])
  await cursor.close()
  assert.equal(timers(), before)
  await client.end()
})
