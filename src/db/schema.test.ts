import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { test } from 'node:test'
import { testDatabase } from '#test/harness/database.ts'
import { schemaFiles } from '#test/harness/schema-files.ts'

// Servers print expressions in their own ways: the embedded one is the measure.
const external = Boolean(process.env['DATABASE_URL'])

test('schema.sql and the row types are what the migrations make', { skip: external }, async (t) => {
  const db = await testDatabase(t)
  for (const { path, text } of await schemaFiles(db)) {
    const written = await readFile(path, 'utf8')
    assert.equal(written, text, `${basename(path)} is out of date: npm run db:dump`)
  }
})
