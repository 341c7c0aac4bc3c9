import { join } from 'node:path'
import type { Pool } from 'pg'
import { connectionName, LONG, openPool } from '../connections.ts'
import { checkReachable, externalEndpoints } from '../external.ts'
import { migrate, MIGRATIONS } from '../migrate.ts'
import { DatabaseRefusal } from '../refusal.ts'
import { checkVersion, prepareServer } from '../roles.ts'
import type { Backup } from './folder.ts'
import { importTables } from './logical.ts'

/**
 * Restores an export into an empty database: first the schema it was made with, then its rows. Later
 * migrations follow when the database is opened.
 * @throws DatabaseRefusal 'not-empty', 'migration-unknown'.
 */
export async function restoreLogical(databaseUrl: string, { folder, catalogue }: Backup): Promise<true> {
  const admin = openPool(externalEndpoints(databaseUrl).admin, connectionName(), 2, LONG)
  try {
    await checkReachable(admin)
    await checkVersion(admin)
    const found = await admin.query(`select from pg_tables where schemaname = 'public' limit 1`)
    if (found.rows.length > 0) {
      throw new DatabaseRefusal(
        'not-empty',
        'DATABASE_URL 指定的数据库里已经有表。请指定一个新建的空数据库。',
      )
    }
    await prepareServer(admin)
    await migrate(admin, MIGRATIONS, catalogue.migrations)
    await importTables(admin, join(folder, 'tables'))
    await continueNumbering(admin)
    return true
  } finally {
    await admin.end()
  }
}

/** The new server counts its transactions from wherever it is: what comes now must stand after what was brought. */
async function continueNumbering(admin: Pool): Promise<void> {
  await admin.query(`update region set transactions_before = greatest(
    (select coalesce(max(xact), 0) from audit_log), (select coalesce(max(xact_to), 0) from audit_seal),
    (select coalesce(max(xact), 0) from credit_posting), (select coalesce(max(upto), 0) from credit_checkpoint))`)
}
