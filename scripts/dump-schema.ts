// Writes src/db/schema.sql and src/db/rows.gen.ts from a database that the migrations have just made.
import { writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { testDatabase } from '#test/harness/database.ts'
import { schemaFiles } from '#test/harness/schema-files.ts'

const endings: (() => Promise<void>)[] = []
const db = await testDatabase({ after: (done) => void endings.push(done) })
for (const { path, text } of await schemaFiles(db)) {
  await writeFile(path, text)
  console.error(`wrote ${relative('', path)}`)
}
for (const done of endings) await done()
