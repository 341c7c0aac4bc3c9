import { Client } from 'pg'
import { DATABASE, SUPERUSER } from './embedded/settings.ts'
import { errorCode } from './refusal.ts'

const DUPLICATE = new Set(['42P04', '23505'])

/** Makes the program's database in a fresh embedded cluster. Another process may do the same at once. */
export async function ensureDatabase(socket: string): Promise<void> {
  const client = new Client({
    host: socket,
    user: SUPERUSER,
    database: 'postgres',
    connectionTimeoutMillis: 5000,
    query_timeout: 60_000,
  })
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (found.rows.length === 0) await client.query(`create database ${DATABASE}`)
  } catch (error) {
    if (!DUPLICATE.has(errorCode(error))) throw error
  } finally {
    await client.end()
  }
}
