import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { DatabaseRefusal } from './refusal.ts'
import { OWNER_ROLE } from './roles.ts'

/** The migrations of the program. */
export const MIGRATIONS = join(import.meta.dirname, 'migrations')

/** One file: applied once, in one transaction, never changed afterwards. */
export type Migration = { name: string; sha256: string; sql: string }

// Any number does, if it is always the same: "yanpei" in hexadecimal of ASCII.
const LOCK = 0x79616e706569

/**
 * Brings the schema forward, one transaction per file under one lock, so that a killed run leaves nothing and
 * two starting instances do each file once.
 * @param upTo only these, for a restored export of an older schema.
 * @returns the names applied by this call.
 * @throws DatabaseRefusal 'migration-changed', 'migration-unknown', 'migration-failed'.
 */
export async function migrate(
  admin: pg.Pool,
  folder: string = MIGRATIONS,
  upTo?: readonly string[],
): Promise<string[]> {
  const migrations = wanted(await readMigrations(folder), upTo)
  const client = await admin.connect()
  let healthy = false
  try {
    const done: string[] = []
    const pending = unapplied(migrations, await applied(client))
    for (const migration of pending) if (await applyOnce(client, migration)) done.push(migration.name)
    healthy = true
    return done
  } finally {
    client.release(!healthy) // a connection in an unknown state, perhaps still holding the lock, is closed
  }
}

function wanted(all: Migration[], names: readonly string[] | undefined): Migration[] {
  if (names === undefined) return all
  const unknown = names.find((name) => !all.some((migration) => migration.name === name))
  if (unknown !== undefined) throw newerDatabase(unknown)
  return all.filter((migration) => names.includes(migration.name))
}

/** Reads the files of a folder in the order of their names. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sha256: createHash('sha256').update(sql).digest('hex'), sql }
    }),
  )
}

type Applied = ReadonlyMap<string, string>

async function applied(client: pg.ClientBase): Promise<Applied> {
  const known = await client.query<{ found: boolean }>(
    `select to_regclass('public.schema_migration') is not null as found`,
  )
  if (known.rows[0]?.found !== true) return new Map()
  const rows = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from schema_migration',
  )
  return new Map(rows.rows.map((row) => [row.name, row.sha256]))
}

function unapplied(migrations: readonly Migration[], done: Applied): Migration[] {
  const names = new Set(migrations.map((migration) => migration.name))
  const unknown = [...done.keys()].find((name) => !names.has(name))
  if (unknown !== undefined) throw newerDatabase(unknown)
  for (const { name, sha256 } of migrations) {
    if (done.has(name) && done.get(name) !== sha256) throw changedMigration(name)
  }
  return migrations.filter((migration) => !done.has(migration.name))
}

/** Answers false if another instance did it while we waited for the lock. */
async function applyOnce(client: pg.ClientBase, migration: Migration): Promise<boolean> {
  await client.query('begin')
  await client.query('select pg_advisory_xact_lock($1)', [LOCK])
  await client.query(`set local role ${OWNER_ROLE}`)
  await client.query(CREATE_TABLE)
  const missing = unapplied([migration], only(await applied(client), migration.name)).length > 0
  if (missing) await apply(client, migration)
  await client.query('commit')
  return missing
}

function only(done: Applied, name: string): Applied {
  const sha256 = done.get(name)
  return sha256 === undefined ? new Map() : new Map([[name, sha256]])
}

const CREATE_TABLE = `create table if not exists schema_migration (
  name text primary key,
  sha256 text not null,
  applied_at timestamptz not null default now()
)`

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  try {
    await client.query(migration.sql)
    await client.query('insert into schema_migration (name, sha256) values ($1, $2)', [
      migration.name,
      migration.sha256,
    ])
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new DatabaseRefusal(
      'migration-failed',
      `数据库升级 ${migration.name} 没有成功，数据保持原样：${reason}`,
      { cause },
    )
  }
}

function changedMigration(name: string): DatabaseRefusal {
  return new DatabaseRefusal(
    'migration-changed',
    `数据库已按 ${name} 升级过，但程序里的这个文件后来被改动。请恢复原文件；新的改动应写成新的文件。`,
  )
}

function newerDatabase(name: string): DatabaseRefusal {
  return new DatabaseRefusal(
    'migration-unknown',
    `数据库由更新版本的程序升级过（${name}），本程序不认识。请使用那个版本或更新的版本。`,
  )
}
