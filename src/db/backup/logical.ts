import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { escapeIdentifier, type Pool, type PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { OWNER_ROLE } from '../roles.ts'
import { copyOut } from '../streams.ts'

/** What was exported: the files' names, and the migrations of the schema they fit. */
export type Export = { tables: string[]; migrations: string[] }

type Table = { name: string; columns: string[] }

const EXTENSION = '.copy.gz'

/** Writes every table's rows into a file of `folder`, all from one snapshot. */
export async function exportTables(admin: Pool, folder: string): Promise<Export> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const client = await admin.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const tables = await listTables(client)
    for (const table of tables) {
      const rows = copyOut(
        client,
        `copy (select ${columnList(table)} from ${escapeIdentifier(table.name)}) to stdout`,
      )
      const file = createWriteStream(join(folder, table.name + EXTENSION), { mode: 0o600, flush: true })
      await pipeline(rows, createGzip({ level: 1 }), file)
    }
    const migrations = await client.query<{ name: string }>('select name from schema_migration order by name')
    return {
      tables: tables.map((table) => table.name + EXTENSION),
      migrations: migrations.rows.map((row) => row.name),
    }
  } finally {
    client.release(true)
  }
}

/**
 * Loads exported rows into the freshly migrated tables of an empty database: all of it or nothing. Triggers
 * rest meanwhile, as the rows already carry what they did; references are checked at the end.
 */
export async function importTables(admin: Pool, folder: string): Promise<void> {
  const client = await admin.connect()
  let done = false
  try {
    await client.query('begin')
    await client.query(`set local role ${OWNER_ROLE}`)
    const tables = await listTables(client)
    const names = tables.map((table) => escapeIdentifier(table.name))
    const switched = await switchOff(client, names)
    if (names.length > 0) await client.query(`truncate ${names.join(', ')}`)
    for (const table of tables) await load(client, table, folder)
    await advanceIdentities(client)
    await client.query('set constraints all immediate')
    for (const statement of switched) await client.query(statement)
    await client.query('commit')
    done = true
  } finally {
    client.release(!done)
  }
}

async function load(client: PoolClient, table: Table, folder: string): Promise<void> {
  const file = createReadStream(join(folder, table.name + EXTENSION))
  const rows = client.query(
    copyFrom(`copy ${escapeIdentifier(table.name)} (${columnList(table)}) from stdin`),
  )
  await pipeline(file, createGunzip(), rows)
}

function columnList(table: Table): string {
  return table.columns.map(escapeIdentifier).join(', ')
}

/** Tables with the columns that can be written; the migrations' own table describes the schema, not the data. */
async function listTables(client: PoolClient): Promise<Table[]> {
  const found = await client.query<Table>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> 'schema_migration' and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`)
  return found.rows
}

/** @returns the statements that switch everything on again. */
async function switchOff(client: PoolClient, tables: readonly string[]): Promise<string[]> {
  const on: string[] = []
  for (const table of tables) {
    await client.query(`alter table ${table} disable trigger user`)
    on.push(`alter table ${table} enable trigger user`)
  }
  const found = await client.query<{ off: string; back: string }>(SECURITY_AND_REFERENCES)
  for (const { off, back } of found.rows) {
    await client.query(off)
    on.push(back)
  }
  return on
}

// COPY does not load tables whose row-level security binds the owner too; rows come in the order of tables, not
// of references.
const SECURITY_AND_REFERENCES = `
  select format('alter table %s no force row level security', oid::regclass) as off,
         format('alter table %s force row level security', oid::regclass) as back
  from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity
  union all
  select format('alter table %s alter constraint %I deferrable initially deferred', conrelid::regclass, conname),
         format('alter table %s alter constraint %I not deferrable', conrelid::regclass, conname)
  from pg_constraint
  where connamespace = 'public'::regnamespace and contype = 'f' and not condeferrable and conparentid = 0`

/** Numbers given out by the database go on after the highest that was loaded. */
async function advanceIdentities(client: PoolClient): Promise<void> {
  const found = await client.query<{ statement: string }>(`
    select format('select setval(pg_get_serial_sequence(%L, %L), max(%I)) from %s having max(%I) is not null',
      attrelid::regclass, attname, attname, attrelid::regclass, attname) as statement
    from pg_attribute join pg_class c on c.oid = attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not attisdropped
      and pg_get_serial_sequence(attrelid::regclass::text, attname) is not null`)
  for (const { statement } of found.rows) await client.query(statement)
}
