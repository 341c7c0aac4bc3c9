import { join } from 'node:path'
import { generate, PostgresDialect } from 'kysely-codegen'
import type { Database } from '#db/open.ts'
import { dumpSchema } from '#db/schema-dump.ts'

const DB_FOLDER = join(import.meta.dirname, '../../src/db')

/** The two files that follow from the migrations, and what they should say. */
export async function schemaFiles(db: Database): Promise<{ path: string; text: string }[]> {
  const rows = await generate({
    db: db.kysely,
    dialect: new PostgresDialect({ dateParser: 'string', defaultSchemas: ['public'] }),
    excludePattern: 'schema_migration',
    outFile: null,
    typeMapping: { int8: 'number' },
  })
  return [
    { path: join(DB_FOLDER, 'schema.sql'), text: await dumpSchema(db.admin) },
    { path: join(DB_FOLDER, 'rows.gen.ts'), text: rows },
  ]
}
